/**
 * Common given names of the countries whose languages the rules know. Left out: those that are also words, months, places, makes or products where they are
 * written with a capital (Mark, Jan, Florence, Mercedes), since a topic must not lose its words.
 */
const LISTS: readonly string[] = [
  'aaron abigail adam adrian aidan alan albert alfie alice alicia alison allison amanda amelia amy andrea andrew angela anita ann anna annabel anne annie anthony ' +
    'archie arthur ashley barbara barry becky benjamin bernard beth bethany betty beverley bradley brandon brenda brian bridget bruce bryan caitlin callum cameron ' +
    'carl caroline catherine cathy charles charlie cheryl chloe chris christine christopher claire clive colin connor courtney craig cynthia daniel danielle darnell ' +
    'darren daryl david deborah debbie debra dennis derek diana diane donald donna doris dorothy douglas duncan dylan edward eileen elaine eleanor elizabeth ellen ' +
    'ellie elliot emily emma eric erica erin ethan eugene evan evelyn fiona frances fred freddie gareth gary gavin gemma geoff geoffrey george gerald gillian ' +
    'gordon graham greg gregory hannah harold harriet harry heather helen hilary holly howard hugh iain ian imogen isaac isabel isabelle jacob jacqueline ' +
    'jake james jamie jane janet janice jason jayden jean jeff jeffrey jennifer jenny jeremy jerry jessica jessie jill jim jimmy joan joanna joanne joe joel john ' +
    'johnny jonathan joseph josh joshua joyce judith judy julia julie justin karen karl kate katherine kathleen kathryn kathy katie kayla keisha keith kelly kenneth ' +
    'kerry kevin kimberly kirsty kyle lakisha larry latoya laura lauren laurence lawrence leanne leslie liam lisa louise lucas lucy luke lynn ' +
    'malcolm marcus margaret maria marie marilyn marion marjorie martha martin marvin mary matthew maureen megan melanie melissa michael michelle mike mildred ' +
    'mitchell molly monica nancy naomi natalie natasha nathan neil niamh nicholas nicola nicole nigel nikki noah oliver olivia owen pamela patricia patrick ' +
    'paul paula peggy peter phil philip phillip phoebe phyllis priya rachel ralph randy raymond rebecca rhys richard rita robert robin roger ronald rory rosemary ' +
    'ross russell ruth ryan sally samantha samuel sandra sarah scott sean shannon sharon shawn sheila shirley siobhan sophie stacey stacy stephanie stephen ' +
    'steve steven stuart susan suzanne tamika tanya teresa terry theresa thomas tiffany timothy tina todd tom tony tracey tracy trevor tyler tyrone valerie ' +
    'vanessa veronica vicky vincent wanda wayne wendy william yolanda yvonne zachary zoe',
  'achim andreas anette angelika anja anke annegret annette antje armin axel bärbel beate benedikt bernd bernhard bettina birgit björn brigitte burkhard carsten ' +
    'christa christel christiane christoph claudia cornelia daniela detlef dieter dietmar dirk dorothea eberhard edeltraud elfriede elisabeth erich erika erwin ' +
    'eva frauke friedrich gabriele gerd gerda gerhard gertrud gisela günter günther hannelore hans harald hartmut heidi heike heiko heiner heinrich  ' +
    'helga helmut herbert hermann hildegard holger horst ilse ingeborg ingo ingrid irmgard jens joachim jochen johannes jörg josef jürgen jutta karin ' +
    'karl-heinz karsten katharina kathrin katja katrin kerstin klaus konrad kristina lars lothar ludwig lutz manfred manuela marianne markus marlies martina ' +
    'mathias matthias mechthild michaela monika nadine norbert olaf oskar petra rainer ralf reiner reinhard reinhold renate rolf rüdiger rudolf sabine sebastian ' +
    'siegfried sigrid silke silvia stefan stefanie steffen susanne sven swantje sylvia tanja thilo thomas thorsten tobias torben torsten udo ulrich ulrike ursula ute uwe ' +
    'volker waltraud werner wiebke wilfried wilhelm wolfgang',
  'adèle alain alexandre alexis amandine anaïs andré antoine arnaud audrey aurélie aurélien baptiste benoît bérénice bernadette bertrand brigitte bruno camille carole cécile ' +
    'cédric céline chantal christelle christophe clémence clément colette corentin corinne cyril damien delphine denis denise didier dominique édouard élodie ' +
    'émilie emmanuel emmanuelle éric estelle étienne fabien fabienne fabrice fanny florent florian francine francis franck françois françoise frédéric gabrielle ' +
    'gaëlle geneviève georges gérard ghislaine gilles grégory guillaume hélène henri hervé hugues isabelle jacques jean-luc jean-marc jean-michel jean-paul ' +
    'jean-pierre jérémy jérôme joël josé josette julien juliette karine kévin laetitia laurent léa léo loïc ludovic lydie maëlys magali marc marcel marguerite marie-claude ' +
    'marie-christine marion marlène martine mathieu mathilde maud maurice maxime mélanie michel mickaël mireille monique morgane muriel nadège nathalie nicolas noémie odile ' +
    'olivier pascale patrice philippe pierre quentin raphaël régis rémi rémy renaud roland romain romuald sabrina sébastien serge séverine solange solène ' +
    'sophie stéphane stéphanie suzanne sylvain sylvie théo thibault thierry thomas valentin valérie véronique virginie vivien xavier yann yannick yves yvette',
  'adrián aitor alejandra alejandro alfonso alicia álvaro amparo ana andrés ángela antonia antonio araceli arturo beatriz begoña belén benito berta ' +
    'borja braulio carlos carmen catalina cecilia césar claudia cristina cristóbal daniela diego eduardo elena emilio enrique ernesto ' +
    'esteban esther eugenia eva federico felipe fernanda fernando fermín francisco gabriela gerardo gonzalo graciela gregorio guadalupe guillermo gustavo héctor ' +
    'ignacio iker inés inmaculada iñaki irene isidro ismael iván jaime javier joaquín jorge josefa josefina joseba josé juan juana julián laia leire lola lorena ' +
    'lorenzo lourdes lucía luis luisa macarena maite manolo manuel margarita maribel maricarmen marisol marta martín mateo maría mauricio miguel milagros miriam mónica montserrat ' +
    ' nerea nicolás nuria octavio olga óscar pablo paloma paqui patricio pedro rafael raimundo ramiro ramón raquel raúl remedios ricardo ' +
    'roberto rodrigo rosalía rubén salvador sara sergio silvia sofía susana tomás unai vicente víctor xabier ximena yolanda',
  'achille alberto aldo alessandra alessandro alessia alessio alfredo ambra andrea angelo annalisa annamaria antonella antonio arianna arturo barbara beatrice ' +
    'benedetta bruno camilla carla carlo carlotta caterina cesare chiara cinzia claudio corrado cosimo cristiano damiano daniele dario davide debora diego domenico ' +
    'donatella donato edoardo elena eleonora elisabetta emanuela emanuele emiliano enrica enrico enzo ettore eugenio fabio fabrizio federica federico ' +
    'ferdinando filippo flavio francesca francesco gabriele gaetano gennaro giacomo giada gianfranco gianluca gianni giorgia giorgio giovanna giovanni giuliano giulia ' +
    'giulio giuseppe giuseppina giusy graziella guido ilaria ivano lara laura leonardo letizia loredana lorenzo luca luciano lucia luigi manuela marcella marcello ' +
    ' margherita mariangela mariella mario marta massimiliano matilde matteo maurizio michela michele miriam mirko nadia nicola nicoletta ornella ' +
    'paola paolo pasquale patrizia piero pietro raffaele raffaella renato riccardo rita roberta roberto rosanna rossella salvatore sandro serena sergio silvana ' +
    'simona simone stefania stefano tiziana tommaso ugo umberto valentina valeria vincenzo vittorio viviana',
  'anneke annemarie annemiek anouk arend arie arjan bas bram carlijn coen corrie daan diederik dirk elly emiel erwin esmee evelien femke ferdinand floris ' +
    'frits gerard gerda gerrit geert gijs greetje hanneke hendrik henk herman hetty huub ineke ingrid jaap jacqueline jasper jeroen jeroen jesse jochem ' +
    'johan jolanda joost joris jorrit jurgen karin kees klaas koen lars leendert lieke lotte luuk maaike maarten marieke marije marijke marjan marleen ' +
    'marloes mathijs matthijs maurits menno merel mieke mirjam mirthe niels nienke paulien petra pieter piet pim rens renske rianne rik rob roel roelof ronald rutger ruud ' +
    'sander sanne saskia siem sietske sjaak sjoerd stijn suzanne teun thea theo thijs tijn tineke tjeerd trudy twan wendy wessel wiebe wietske wilma willemijn ' +
    'wouter yvette',
  'adam adrian agata agnieszka aleksander aleksandra alicja andrzej aneta anna antoni artur barbara łomiej osz beata bogdan bogumiła bogusław bożena ' +
    'cezary czesław damian danuta dariusz dawid dominik dorota edyta elżbieta emilia ewa ewelina filip franciszek gabriela grażyna grzegorz halina hanna helena ' +
    'henryk iga ilona irena iwona izabela jacek jadwiga jakub janina janusz jarosław jerzy joanna jolanta józef julia justyna kacper kamil kamila karolina ' +
    'katarzyna kazimierz kinga klaudia konrad krystian krystyna krzysztof lech leszek lidia lucyna łukasz maciej magda magdalena małgorzata marcin marek ' +
    'maria mariola mariusz marta mateusz michał mieczysław mikołaj mirosław mirosława monika natalia oliwia patrycja paweł piotr przemysław radosław rafał ' +
    'renata robert ryszard sebastian sławomir stanisław stefania sylwia szymon tadeusz teresa tomasz tomek urszula wacław waldemar wanda weronika wiesław ' +
    'wiktoria witold władysław włodzimierz wojciech zbigniew zdzisław zofia zuzanna zygmunt',
  'agneta albin alf anders andreas anette anita ann-marie anna annika arne arvid åke åsa astrid axel barbro bengt bertil birgitta bo-göran britta britt-marie camilla carina ' +
    'cecilia christer christina claes conny eivor elin elisabet elsa emelie erik eva evelina filip fredrik frida gerd gösta göran gudrun gunilla gunnar ' +
    'gustaf gustav hampus hanna hans håkan helena henrik hjalmar hugo ida ingegerd ingela inger ingmar ingvar jakob jan-erik jenny jessica joakim johan johanna jonas ' +
    'jörgen josefin karin karl-erik katarina kenneth kerstin kjell kristina lars lars-åke leif lena lennart linnea linus lisbeth lotta lovisa magnus maj-britt ' +
    'malin margareta märta marie mattias mikael mona monika nils olof oskar oskar oskar ove patrik pernilla per-olof peter pia pontus ragnar rasmus rickard ' +
    'rikard roger roland sanna sara signe sixten sofie solveig staffan stefan stellan stig susanne sven svante sverker tobias tomas torbjörn tord torsten tova ' +
    'tove tyra ulf ulla ulrika ulrik vendela viktor viveka yngve',
  'adalberto adriana adriano afonso aline amanda ana anderson andreia andressa antônio aparecida arlindo armando augusto bárbara beatriz bernardo bianca brenda ' +
    'bruna caetano caio camila cássio célia celso cíntia claudete cláudia cláudio cleide cristiane cristiano daiane daniela davi débora denise diogo dirceu edilson edmilson ' +
    'edson eduarda elaine eliana eliane elias fabiana fábio fátima felipe fernanda filipe flávia flávio francisca geraldo gilberto gilmar giovana ' +
    'gonçalo graça guilherme gustavo helena hélio henrique heitor inês ivone jaqueline jéssica joana joão joaquim jonas jorge josé juliana juliano júlia júlio jussara ' +
    'karina lara larissa leandro letícia lígia lívia luana lúcia luciana luís luiz luzia manoel manuela mara marcela marcelo márcia márcio marcos mariana marília mário ' +
    'marisa mateus matheus maurício mauro mayara miguel mônica murilo nádia natália neide nelson nilton odair otávio patrícia paulo pedro rafaela raimunda reginaldo ' +
    'regina renan renata renato ricardo roberta rodolfo rodrigo rogério ronaldo rosana rosângela rui sandro sebastião silvana sílvia simone sônia tânia tatiana teresa thaís thiago tiago ' +
    'valdemar valdir valéria vânia vinícius vítor wagner waldir wesley yara',
  // Short forms of every day, and names from further countries, as customers of these ten languages bear them.
  'abby alfie andy angie becca beth cathy debs ellie gwen jacko jonny josh kenny kev lottie mandy maz olly pam reggie roz sandy shaz steph tash tess timmy trish ' +
    'brandi bryce carla colton conrad darlene dewayne deshawn dustin eliza esperanza gina hank janelle jolene kayleigh keisha kelsey kendra kiersten kristen ' +
    'lashonda lucinda mackenzie marisol monique nate nolan raj reggie rhonda rosalind roxanne shanice shelby tamara tanisha thaddeus trisha tyra wendell xiomara yesenia ' +
    'alasdair angharad aoife bronwyn catriona ciara cormac declan dermot eilidh elspeth euan ewan fergus gwendolyn hamish iona lachlan llewellyn mairead maeve oisin orla ' +
    'padraig roisin saoirse siân sinead tegan ' +
    'abdul abdullah adebayo adeola ahmed aisha ali amara amina amir amira anjali arjun asha ayesha aylin ayşe baran bilal chidi chinedu deepak devika ebru ' +
    'elif emeka emre fadi faisal farah farid farouk fatema fatemeh fatima fatoumata fatou habib hakan hamza hassan hoang hussein ibrahim imran ismail jamal kareem kaveh ' +
    'khadija khalid kofi kwame lakshmi latifa layla leila linh mahmoud mariam mehmet minh mohamed mohammad mohammed muhammad murat mustafa nadia naveen neha ngozi ' +
    'nguyen nkechi obinna oluwaseun omar osman ousmane özlem parisa parvati prakash priyanka rachida rafiq rahul rajesh ravi reza rohan saeed saïd salim sanjay selin ' +
    'shreya sunita suresh tariq thuy uche vijay vikram wei xiao yasmin yasmine yusuf youssef zainab zeynep ' +
    'aleksandar boris bojan dragan dmitri dmytro goran igor irina ivana jelena katya ksenia larysa ludmila luka milica mykola nadezhda natalia oksana oleksandr olena ' +
    'radovan sergei slobodan snezana svetlana svitlana tatjana vasile vesna vladimir yulia yuri zoran zlatko ' +
    'achmed annika eckhard enno fiete frieda friederike gernot gesine gundula hajo hauke hinnerk jannik jana käthe leonie levin lisbeth luise malte meike nele nils ' +
    'philipp resi reto rosemarie sepp sina steffi svenja tamina timo tjark toni urs vreni walburga wenzel yannik zita ' +
    'aïssatou aline amadou anouk apolline bérengère capucine clothilde éloïse enzo fatima gaspard gwenaël gwenaëlle jocelyne kévin léonie lilou lucien maëlle mamadou ' +
    'manon marcelle mathis maëva nolwenn océane odette perrine romane sandrine soizic soazig steeve tiphaine ugo yoann yvonne zoé ' +
    'amparo asier chema curro encarna eustaquio eulalia fermín filomena gorka itziar jordi josep koldo leandro leire lupita mercè meritxell nando nekane ' +
    'pepa pepe quique rocío saturnino toñi yanira ' +
    'agostino assunta beniamino beppe calogero carmela concetta duilio ercole filomena fiorella gegè giacinta gianmarco graziano immacolata ivo lapo ludovica mimmo ' +
    'nunzia ottavio peppe pierfrancesco pierluigi samuele santina tullio vasco ' +
    'anneloes baukje bea cornelis dieuwke fenna geertruida gijsbert hidde ineke jelle jitske jolijn joop kaatje maartje marijn mees nynke rachid sietse soraya sybren tijs ' +
    'tjitske tymen willem wilco youri ' +
    'ania basia bogumił bogna bożydar dagmara ewelina grzesiek gosia hania ignacy jadzia jagoda kasia krzysiek kuba magdalena mirek oliwier ola renia ryszarda seweryn ' +
    'staszek wojtek zosia żaneta kasi ani ' +
    'amelie annelie bo börje ebba fatma gittan hedda kajsa lasse linnéa maj märit micke nisse pelle ragnhild sture tilde ulla-britt viggo åsa-maria ' +
    'aldair benedita bernardina cauã cleusa dalva dani duarte edvaldo felismina francisco genivaldo inácio ivete ivone jandira kauã kátia leonor marluce neusa nuno raimundo ' +
    'rafa severina thiago valdir wellington xico zé zeca zuleica',
];

/** Parts of double names that are words of their own: Per-Olof, Jan-Erik, Jean-Luc. */
const NOT_ALONE: ReadonlySet<string> = new Set(['per', 'jan', 'maj', 'luc', 'bo', 'claude']);

/** Given names in lower case; hyphenated ones by their parts. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  LISTS.flatMap((list) => list.split(/[ -]/)).filter((name) => name.length > 2 && !NOT_ALONE.has(name)),
);
