/** Small words within names: "van 't Hof", "de Mello e Castro", "el Amrani", "ap Gwilym". */
export const SMALL: string = String.raw`(?:van|von|vom|zum?|zur|der|den|del|dell[ao]|degli|de|das?|dos?|di|du|des|las?|los|les?|el|al|ap|bin|ben|ibn|ten|ter|te|af|av|op|['’]t|y|e|i)`;
/** One capitalised word of a name: Ada, O'Dell, Anne-Marie. */
export const NAME: string = String.raw`(?:d['’](?=\p{Lu}))?\p{Lu}(?:['’]\p{Lu})?\p{Ll}[\p{L}'’]{0,24}(?:-\p{Lu}[\p{L}'’]{1,24}){0,2}`;
const INITIALS = String.raw`(?:\p{Lu}\.-?[ ]?|\p{Lu}-\p{Lu}\.?[ ]){1,3}`;
/** What stands between two words of a name: an initial, or the name of every day. */
const BETWEEN = String.raw`(?:\p{Lu}\.[ ]|["“(]\p{L}[\p{L}.]{0,14}["”)][ ])?`;
/** A name of up to five such words with initials and small words. */
export const NAMES: string = String.raw`(?:${INITIALS}(?:${SMALL}[ ]){0,3})?${NAME}(?:[ ](?:${SMALL}[ ]){0,3}${BETWEEN}${NAME}){0,4}(?:[ ](?:III?|IV|[JS]r\.?)(?![\p{L}\p{N}])|[ ]\p{Lu}\.(?![\p{L}\p{N}]))?`;
/** A name that may begin with its small words: only behind a word that says a name follows. */
export const LED_NAMES: string = String.raw`(?:(?:van|von|der|den|del?|das?|dos?|di|du|la|le|el|al|ap|bin|ben|ten|ter|te|af|av|op|['’]t)[ ]){0,3}${NAMES}`;
/** Forms of address and degrees before a name, four at most. */
export const TITLES: string = String.raw`(?:(?:i\.\s?[AV]|ppa|[Dd]rs|[Ii]r|[Gg]eom|[Rr]ag|[Mm]gr|[Ii]n[żz]|Dipl\.-Ing|[Mm]ag|Eng|Lic|Dña|Dr\.ssa|Dott\.ssa|[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|Mx|[Dd]r|Dra|DI|Prof(?:\.ssa)?|Lt|Sgt|Me|Lady|Lord|Sir|[Dd]oc?[kt]t?(?:o|eu)r|Revd?|Canon|[Ss]ister|[Bb]rother|[Ff]ather|Capt|Cmdt|[Kk]s|Ihre?|Deine?|Eue?re?|Yours|Votre|Seu|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Señora?|Sra?|Sig|Signora?|Don|Doña|Dott|[Ii]ng|[Aa]vv|Dhr|Mevr|mevrouw|meneer|heer|Pani?|Panie|Panią|Fru|Herr)\.?[ºª]?[ ]|(?:n\. )?(?:med|dent|vet|phil|jur|nat|rer|h\.c|hab|habil)\.[ ]){0,4}`;
