/**
 * Frequent words of tickets and letters that begin or end them and are nobody's name: things, states, offices, places and days, by language
 * (en, de, fr, es, it, nl, pt, pl, sv). Words that every language's letters share stand once.
 */
const LISTS: readonly string[] = [
  'access account accounts adapter address admin agreement alarm alert alexa android answer apologies app appliance application april apple asap attachment august available back backup badge balance ' +
    'bank base battery bearing belt best bill billing black blank blue bluetooth board boiler bottom box browser cable calendar camera cancel cancelled card cartridge cellular charger chat chrome claim ' +
    'close closed cloud code collection colour computer confirm connect connected connection contact contract control controller copy correct counter cover credit customer cutting damaged dashboard data ' +
    'date dead debit december default defect defective delay delayed delivery department description desk desktop details device disconnected display done door down download drive driver edge email ' +
    'emergency empty engine error ethernet exchange export facebook failed failure fan faulty february file filter final finance firmware fixed flight folder form frame free friday front gate gateway ' +
    'good google green grey guest handle hardware heater heating help home hose hotel hours hub image important info information inlet inquiry install installation internet invoice iphone issue item january ' +
    'july june kestrel key keyboard kitchen label laptop late leak left length lens letter level licence license light limit line link linux list load loan local location lock locked log login logistics ' +
    'lost lot machine mail main maintenance management manager manual march mast message meter microsoft missing mobile model modem module monday monitor monthly motor mouse network new night ' +
    'none normal note notes notice november number october off offer office offline okay old online open operations orange order orders outage outlet outlook package page paid panel paper parcel part parts ' +
    'password payment payments pending phone picture pin plan plant plate plug port portal position power premium pressure price printer priority problem process product production program project pump ' +
    'purchase purchasing procurement secretary quality quantity query question quote rate reader ready reason receipt reception red reference refund regards register relay remote repair replacement report request required reset resolved restart ' +
    'return returns room router safety sales sample saturday scanner screen screenshot seal security self sensor september serial server service services session settings setup shipment ' +
    'shipping shop side size smart software solved spare speaker status steel store street subject subscription summary sunday supply support switch system systems tablet tank team technical ' +
    'temperature terminal test thermostat thursday ticket time timeout tool top total touch tracking training transaction transfer transport travel tuesday tyre unable unit unknown unlock update upgrade urgent ' +
    'usage user username users valve vehicle version video view visa voucher wall warehouse warning warranty water website wednesday weekly wheel wheels white wifi window windows wire wireless works yellow yesterday zoom ' +
    'cheerio managing director direction people menschen crash frozen ai goodbye kindly beinand tonight afternoon evening morning lunch overtime everything sirs madam nobody gentlemen ladies friends folks everybody colleagues hands mate buddy dude man guys',
  'abrechnung abteilung adresse akku angebot anhang anlage anleitung anfrage anmeldung anschluss antrag antwort anzeige artikel auftrag ausfall austausch auto bedienung bedarf beleg benutzer bericht beschwerde bestellung ' +
    'betreff bild bildschirm brief bremse büro datei daten datum dienstag display donnerstag drucker druck eingang einkauf empfang empfänger ende ergebnis ersatz ersatzteil fahrer farbe fehler fehlermeldung fenster ' +
    'filiale firma frage freitag freigabe garantie gehäuse gerät geräte getriebe grund gutschrift halle handbuch haus heizung herstellung hinweis information januar juli juni kabel kalender kamera karte kasse keller ' +
    'kennung kessel kette konto kosten kunde kunden kundennummer kupplung kühlung lager lampe leitung lieferschein lieferung lizenz lösung mahnung mangel maschine material menge mittwoch mitteilung modell montag motor nachricht ' +
    'netz netzteil netzwerk neu neue neuer neues nummer ort paket passwort platte platz problem produkt programm prüfung pumpe qualität rechnung reklamation reparatur retoure rückgabe rückmeldung rückruf samstag ' +
    'schaden schalter schloss schlüssel seite sendung seriennummer sensor sicherung sonntag spannung speicher stand steuerung stecker störung strom stück tastatur tausch technik teil teile termin thermostat tonne tor tür ' +
    'umtausch unterlagen ventil verbindung verlust version vertrag vertrieb vielen vorgang wagen wartung wasser werkstatt widerruf zahlung zeit zugang zugriff zubehör zustand morgen heute gestern dringend defekt ' +
    'grüße gruß grüsse gruss wünsche erledigung verständnis zusammen kollegen leute damen herren freunde liegenschaften geschäftsführung direktion herzlich glück auf empfehlungen liebe lieben allerseits mitenand',
  'abonnement accès achat adresse aide alarme alimentation appareil appel arrêt article atelier avis avoir batterie bon bouton bureau câble caisse carte chaudière clé client code colis commande compte compteur ' +
    'connexion contrat date délai demande devis dimanche dossier eau échange écran envoi erreur essai étage expédition facture fenêtre fermeture fichier filtre fuite garantie imprimante information installation jeudi jour lampe ' +
    'ligne livraison logiciel lundi machine magasin manque mardi matériel mercredi message mise modèle montant moteur nouveau nouvelle numéro objet ordinateur ouverture paiement panne panneau papier photo pièce pièces ' +
    'pompe porte portail poste pression prise prix problème produit question rappel réclamation reçu remboursement rendez-vous réparation réponse réseau retard retour samedi scanner serrure service serveur site société ' +
    'stock suivi température urgent usine vanne vendredi version vis vitre voiture collègues amis salutations sentiments respects madame monsieur bises bisous demain hier aujourd toutes équipe',
  'acceso agua ajuste alarma almacén aparato archivo asunto avería aviso ayuda batería bomba botón cable caja caldera cambio cámara cargador cita cliente código compra conexión contador contraseña contrato correo cuenta ' +
    'datos defecto descuento destino devolución dirección documento domingo encargo enchufe entrega envío equipo error estado factura fallo fecha fuga garantía impresora incidencia información instalación jueves lámpara lector ' +
    'llave lunes luz manual máquina martes material mensaje miércoles modelo monitor motor nueva nuevo número oferta oficina orden pago pantalla papel paquete pedido pieza piezas precio presión problema producto puerta ' +
    'recambio recibo reclamación red reembolso referencia reparación respuesta retraso sábado seguimiento sensor servicio servidor tarjeta teclado temperatura termostato tienda tornillo urgente usuario válvula ventana viernes ' +
    'compras administración compañeros amigos señores saludos besos abrazos gracias buenas muy salud mañana hoy ayer todos',
  'abbonamento accesso acqua acquisto aiuto allarme allegato amministrazione apparecchio assistenza avviso batteria bolletta caldaia cambio caricatore carta cassa cavo cliente codice colore conferma connessione consegna contatore ' +
    'conto contratto data difetto disdetta display documento domenica errore fattura filtro fornitura garanzia giovedì guasto indirizzo informazione lampada lettore lunedì macchina magazzino mancanza manuale martedì materiale ' +
    'mercoledì messaggio modello monitor motore nuova nuovo numero offerta officina ordine pacco pagamento pezzo perdita pompa porta portale preventivo pressione prezzo problema prodotto pulsante quadro reclamo rete ricambio ' +
    'ricevuta richiesta riparazione risposta ritardo ritiro rimborso sabato scanner scatola scheda schermo sede sensore serratura server servizio spedizione spina stampante tastiera temperatura tornello ufficio urgente utente ' +
    'valvola venerdì vetro colleghi amici tutti saluti grazie baci abbraccio domani oggi ieri signori',
  'aanvraag accu adres afspraak antwoord apparaat artikel bedrag beeldscherm bericht bestelling betaling betreft bevestiging bijlage boiler bon bureau contract datum deur dinsdag doos donderdag druk factuur fout foutmelding garantie ' +
    'gebruiker gegevens gereedschap handleiding hulp informatie inlog kaart kabel kachel kantoor kapot kast kassa ketel klacht klant klep kosten kraan lader lamp lek lekkage levering lijn maandag machine magazijn medewerker melding ' +
    'meter model motor net netwerk nieuw nieuwe nummer offerte onderdeel onderdelen order pakket paneel pomp prijs printer probleem product reactie rekening reparatie retour scherm sensor serienummer server slot sleutel ' +
    'sluiting software spoed staat stekker storing stroom stuk systeem tank telefoon terugbetaling toetsenbord toegang toestel update vaatwasser ventiel verbinding vermogen verzending vestiging voorraad vraag vrijdag wachtwoord ' +
    'water werkplaats woensdag zaterdag zekering zending zondag groet groeten groetjes dank bedankt collega allemaal iedereen morgen vandaag gisteren later succes straks vriendelijke avond vrienden heren',
  'acesso água ajuda alarme aparelho armazém artigo assunto atraso avaria aviso balança bateria boleto bomba botão cabo caixa caldeira cartão chamado chave cliente código compra conexão conta contrato correio dados data defeito ' +
    'devolução documento domingo dúvida encomenda endereço entrega envio equipamento erro estado etiqueta expedição fábrica falha fatura fechadura filtro garantia impressora informação instalação janela leitor linha loja manual máquina material ' +
    'mensagem modelo monitor motor nota nova novo número oferta oficina orçamento pacote pagamento painel papel parafuso peça peças pedido porta portão prazo preço pressão problema produto prova quarta quinta reclamação recibo reembolso ' +
    'referência rede reparação resposta sábado segunda senha sensor serviço servidor sexta sistema tarde tela telefone temperatura terça termostato teclado tomada troca urgente usuário válvula vazamento vidro colegas amigos pessoal ' +
    'gente todos turma abraços beijos amanhã hoje ontem obrigado obrigada senhores equipa equipe',
  'adres alarm awaria bateria błąd brak brama część części dane dostawa dostęp drukarka drzwi dział ekran faktura filtr gwarancja hasło informacja instalacja instrukcja kabel karta klient klucz kod kolor komputer konto kopia kotł licznik ' +
    'ładowarka magazyn maszyna materiał model monitor naprawa nowa nowe nowy numer oferta opłata paczka panel pilne płatność pokój pompa pomoc pracownik problem produkt przesyłka przycisk pytanie rachunek reklamacja serwer sieć ' +
    'silnik sklep skaner sprawa sprzęt stan system szafa telefon temat termin termostat towar umowa urządzenie usługa usterka uszkodzony uwaga wada waga woda wtyczka wymiana wysyłka zamek zamówienie zasilacz zawór zgłoszenie ' +
    'zwrot poniedziałek wtorek środa czwartek piątek sobota niedziela państwo wszyscy koledzy jutro dziś wczoraj dzięki wszystkim drodzy',
  'adress avtal batteri belopp beställning betalning bild butik datum display dörr ersättning faktura fel felanmälan felkod fläkt fråga fredag frakt färg garanti glas hjälp information inloggning installation kabel kassa knapp konto kort ' +
    'kostnad kund kvitto kyl lager lampa larm leverans lås läcka lördag maskin meddelande modell monitor motor måndag nyckel ny nya nytt nummer offert onsdag order paket panel papper port pris problem produkt pump rabatt ' +
    'reklamation reparation reservdel retur rum serienummer server skada skanner skrivare skärm slang spänning ström support söndag system tank tangentbord temperatur termostat tisdag torsdag trasig tryck uppdatering utrustning ' +
    'vatten ventil verkstad version våg värme vänner kollegor allihop alla tack hälsningar kram idag imorgon igår snälla brådskande',
];

/** Words, in small letters, that are nobody's name however a line looks. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(LISTS.flatMap((list) => list.split(' ')));
