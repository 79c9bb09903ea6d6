import { GIVEN_NAMES } from './given-names.ts';

/** Kinds of words beside which personal data stands. Bits that do not meet those of MARK. */
export const WORD = {
  greeting: 1 << 8,
  closing: 1 << 9,
  title: 1 << 10,
  /** Words before one's own name or another person's: "my name is", "spoke with". */
  self: 1 << 11,
  /** "I am" and the like, before which only a whole name counts. */
  am: 1 << 12,
  here: 1 << 13,
  secret: 1 << 14,
  /** Words that name a secret as often as something else: "key". */
  weakSecret: 1 << 15,
  id: 1 << 16,
  birth: 1 << 17,
  phone: 1 << 18,
  street: 1 << 19,
  /** Words for the sign @ and for the dot, as addresses are hidden. */
  spelt: 1 << 20,
  www: 1 << 21,
  /** Roles behind which a person's name may stand: "our technician". */
  role: 1 << 25,
  /** Given names of persons. */
  given: 1 << 26,
  /** Words of quoted mails' first lines: "Ada Mott wrote:". */
  wrote: 1 << 27,
  /** Labels of forms, behind whose colon a person's name stands. */
  label: 1 << 28,
  /** Words that end a letter only where they end their line. */
  parting: 1 << 29,
} as const;

/** Lower-case words by kind; `-` before four letters stands for every longer word with that ending. */
const LISTS: Readonly<Record<keyof typeof WORD, string>> = {
  greeting:
    'dear hi hello hey morning afternoon evening day greetings morgen morgon kväll kvällen middag avond pomeriggio noite buenas hallo hejsan tag abend liebe lieber liebes moin servus ' +
    'bonjour bonsoir salut cher chère chere hola días dias tardes noches estimado estimada querido querida apreciado ciao ' +
    'buongiorno buonasera salve gentile egregio caro cara beste geachte hoi goedemorgen goedemiddag goedenavond dag olá ola ' +
    'dia tarde prezado prezada exmo exma oi cześć czesc witam drogi droga szanowny szanowna dobry hej bästa bäste kära käre tjena god ' +
    'coucou buondì boas hejka hejsan hallöchen tjenare tja siema elo howdy grüezi hoihoi aí alô ' +
    'hiya heya yo alright sup huhu tach salü hoi hee hé ha ehi ehilà ey ei oye eh opa fala eae viva allô allo wesh slt re cc panie pani hallå halloj tjo ' +
    'geehrter geehrte geehrtes',
  closing:
    'regards rgds sincerely faithfully truly cheers wishes best br ta thanks thank thx respectfully ' +
    'gruß grüße grüßen gruss grüsse grüssen grusse lg mfg vg danke dank hochachtungsvoll ' +
    'cordialement cdlt salutations amicalement merci bises bisous vous respectueusement sincèrement respects journée soirée ' +
    'saludo saludos atentamente atte gracias abrazo cordialmente ' +
    'saluti saluto grazie cordialità presto ' +
    'groet groeten groetjes hoogachtend mvg bedankt ziens ' +
    'valeu obg vlw abs att bjs besos baci beijos beijinhos kus kusjes kram kramar uściski bw kgds brgds rgrds bav slt pozdr gr grtz ' +
    'cumprimentos atenciosamente obrigado obrigada abraço abraços breve ' +
    'pozdrawiam pozdrowienia poważaniem powazaniem szacunku dziękuję dziekuje dzięki serdeczności usłyszenia ' +
    'hälsning hälsningar mvh tack hälsar vänligen bra',
  title:
    'mr mrs ms miss mx dr dra prof herr herrn frau monsieur madame mademoiselle mme mlle m mm señor señora señorita sr sra ' +
    'sig sigra signor signore signora don doña dott dottor dottore dottoressa ing avv heer mevrouw mevr meneer dhr mijnheer senhor ' +
    'senhora dona dña drs ir geom rag mgr inż inz dipl eng engº mag pan pani panie panią pana panem fru fröken ra sir madam',
  self:
    'name nom nombre nome naam namn imię heiße heisse appelle llamo chiamo chamo heter heet nazywam ask asked spoken fragen frag demandez demander pregunten pregunte preguntar pregunta chiedete chieda chiedere vraag vragen prosić poprosić fråga falar fale speak talk spoke speaking talked ' +
    'sottoscritto sottoscritta ondergetekende podpisany podpisana undertecknad unterzeichner abaixo firmante ' +
    'chatted behalf auftrag soussigné soussignée hablé rozmawiałem rozmawiałam gesproken gesprochen pratade talade falei parlato appelez',
  am: 'am m bin suis soy sono ben sou jestem är habla parla fala spreekt tu this its s est hier met aqui',
  here: 'here hier här tutaj aquí aqui ici qui',
  secret:
    'password passwort passcode mdp lösenordet losenordet hasłem hasła passwords passphrase kennwörter contraseñas passphrase kennwort pwd pass passwd passe contraseña contrasena senha hasło haslo lösenord losenord ' +
    'wachtwoord jeton token secret otp pin bearer apikey geheimnis begin',
  weakSecret:
    'key clé cle clave chiave chave schlüssel sleutel nyckel klucz code credential login logins signin inloggen inloggning anmeldung einloggen logowanie connexion acceso accesso acesso',
  id:
    'steuer sv svnr nip ssn security nino insurance passport licence license steuerid identifikationsnummer personalausweis ' +
    'personalausweisnummer ausweisnummer reisepass ahv passeport identité identità identidad identity identiteitskaart identiteitsbewijs identitetskort rijbewijs rijbewijsnummer körkort körkortsnummer führerschein führerscheinnummer cnh rg ni nhs cédula cedula dni nie curp passeport nif bsn pesel cpf cnpj aadhaar pan ' +
    'personnummer cpr fiscale f pasaporte passaporto paspoort passaporte paszport pass rijksregisternummer sozialversicherungsnummer burgerservicenummer dowód dowodu',
  birth:
    'born birth dob geboren geb geburtsdatum geburtstag naissance né née nacimiento nacido nacida nato nata nascita ' +
    'geboortedatum nascimento nascido nascida urodzenia urodzony urodzona född födelsedatum',
  phone:
    'tel telefon telephone téléphone tél telefono teléfono telefone phone call mobile mobil cell cellphone handy fax fon rufnummer whatsapp ' +
    'móvil movil portable reach ring rückruf cellulare cel celular telemóvel mobiel telefoon bel komórka kom dzwonić zadzwoń ' +
    'ligar ligue llamar llámeme rappeler chiamare chiamami appelez text',
  street:
    'street st avenue ave road rd lane ln drive dr boulevard blvd court ct way place square terrace crescent close row box park hill estate ' +
    'straße strasse str weg platz allee gasse damm ring markt rue chemin impasse allée quai calle c avenida avda av plaza paseo ' +
    'polígono via viale corso piazza largo vicolo strada rua praça travessa praceta ul al os pl aleja ulica plac rond cours route house flat unit apartment pkwy parkway hwy highway circle cir trail trl plz turnpike mews gardens gdns grove walk quay wharf green rise yard broadway county kai gracht embankment sq cres ter pza carretera ctra camino ronda alameda rodovia estrada zi za zac zone am im auf der ufer kade ' +
    '-raße -asse -latz -llee -damm -ring -ufer -raat -laan -lein -acht -kade -atan -ägen -rget -ränd -igen',
  spelt: 'dot arroba arobase arobas chiocciola apenstaartje małpa malpa snabel klammeraffe punkt punto ponto kropka',
  www: 'www',
  role:
    'technician tech engineer colleague coworker manager supervisor rep representative salesman plumber electrician installer ' +
    'techniker technikerin monteur kollege kollegen kollegin mitarbeiter mitarbeiterin ansprechpartner ansprechpartnerin vertreter berater beraterin ' +
    'technicien technicienne collègue livreur commercial conseiller conseillère responsable ' +
    'técnico técnica compañero compañera comercial encargado encargada tecnico tecnica collega commerciale vertegenwoordiger ' +
    'serwisant serwisanta technik kolega koleżanka handlowiec kierownik teknikern tekniker kollega säljaren säljare montör montören chefen ' +
    'vendedor vendedora',
  wrote: 'wrote schrieb geschrieben écrit escribió scritto schreef napisał napisała skrev escreveu',
  label:
    'name nom prénom prenom nombre apellido apellidos nome cognome sobrenome apelido naam voornaam achternaam imię imie nazwisko namn förnamn efternamn vorname nachname ' +
    'surname contact contacto contatto contato kontakt ansprechpartner ansprechpartnerin contactpersoon contactpersonen kontaktperson kontaktowa referente interlocuteur attn ' +
    'guest gast kundin patientin patiente patient patiënt zgłaszający zgłaszająca pacjent paziente paciente requester caller anrufer absender expéditeur afzender mittente remitente nadawca avsändare solicitante demandeur',
  parting:
    'obliged later sinne grüess sentiments distingués distinguées besitos vostro estima stima consideração considération grato grata agradecido agradecida kłaniam ściskam życzę gauw gott ' +
    'appreciated bientôt pronto luego vista mañana lunedì saluto soon day denne dann bald night weekend jour reste suite saluda saludan día semana espera respuesta fede riscontro giornata serata lavoro dzień dnia usług ' +
    'haja agradeço agradecemos agradezco aguardo resposta dia gott det helg dagen weekend dag avond luck season journée soirée',
  given: [...GIVEN_NAMES].join(' '),
};

/** Kinds of each known word, by the word in lower case. */
export const WORDS: ReadonlyMap<string, number> = collect();

function collect(): Map<string, number> {
  const words = new Map<string, number>();
  for (const [kind, list] of Object.entries(LISTS))
    for (const word of list.split(' ')) words.set(word, (words.get(word) ?? 0) | WORD[kind as keyof typeof WORD]);
  for (const letter of 'abcdefghijklmnopqrstuvwxyzäöüß')
    for (const ending of ['weg', 'str']) words.set(`-${letter}${ending}`, WORD.street);
  return words;
}
