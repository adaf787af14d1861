namespace Ocw.Nde.Harvest;

/// <summary>What it means for a run that something with this code was met.</summary>
public enum HarvestEffect
{
    /// <summary>The run is complete all the same: something was put right, or is worth knowing.</summary>
    Notice,

    /// <summary>One record is set aside; the others are not touched by it.</summary>
    SetAside,

    /// <summary>The run did not see everything: it is incomplete, or failed if it saw nothing.</summary>
    NotComplete,
}

/// <summary>A stable short code that every protocol uses for the same thing, with its name in both languages.</summary>
/// <param name="Code">The code, as in <see cref="HarvestNotice.Code"/> and <see cref="HarvestFault.Code"/>.</param>
/// <param name="Effect">What it mostly means for the run; whether it stands in <see cref="HarvestRun.Reasons"/> or <see cref="HarvestRun.Notices"/> decides.</param>
/// <param name="Dutch">Its name in Dutch, for tables and pages.</param>
/// <param name="English">Its name in English.</param>
public sealed record HarvestCode(string Code, HarvestEffect Effect, string Dutch, string English);

/// <summary>All codes that fetching and cutting use. A protocol that needs another adds a line here; none is used that is not in this list.</summary>
public static class HarvestCodes
{
    private static readonly HarvestCode[] Codes =
    [
        // The way to the source.
        new("not-reachable", HarvestEffect.NotComplete, "bron niet bereikbaar", "source not reachable"),
        new("not-fetched", HarvestEffect.NotComplete, "niet opgehaald", "not fetched"),
        new("broken-off", HarvestEffect.NotComplete, "onderweg afgebroken", "broken off on the way"),
        new("file-not-found", HarvestEffect.NotComplete, "bestand niet gevonden", "file not found"),
        new("location-is-folder", HarvestEffect.NotComplete, "locatie is een map", "location is a folder"),
        new("no-locations", HarvestEffect.NotComplete, "geen locaties", "no locations"),
        new("not-readable", HarvestEffect.NotComplete, "niet leesbaar", "not readable"),
        new("too-large", HarvestEffect.NotComplete, "groter dan de grens", "larger than the ceiling"),
        new("too-many-files", HarvestEffect.NotComplete, "meer bestanden dan de grens", "more files than the ceiling"),
        new("too-many-pages", HarvestEffect.NotComplete, "meer pagina's dan de grens", "more pages than the ceiling"),
        new("download-resumed", HarvestEffect.Notice, "download hervat", "download resumed"),
        new("robots", HarvestEffect.Notice, "robots.txt laat het niet toe", "robots.txt does not allow it"),

        // Lists in pages.
        new("cut-off", HarvestEffect.NotComplete, "afgebroken document", "document cut off"),
        new("page-refused", HarvestEffect.NotComplete, "pagina geweigerd", "page refused"),
        new("page-not-delivered", HarvestEffect.Notice, "pagina niet geleverd, records een voor een opgehaald", "page not delivered, records fetched one by one"),
        new("record-not-delivered", HarvestEffect.SetAside, "record niet geleverd", "record not delivered"),
        new("list-size", HarvestEffect.NotComplete, "aantal wijkt af van wat is aangekondigd", "number differs from what was announced"),
        new("token-circle", HarvestEffect.NotComplete, "lijst loopt in een kring", "list goes in a circle"),
        new("token-lost", HarvestEffect.NotComplete, "bron vergat waar de lijst was", "source forgot where the list was"),
        new("outside-set", HarvestEffect.Notice, "records buiten de gevraagde set", "records outside the set that was asked for"),

        // OAI-PMH.
        new("oai-error", HarvestEffect.NotComplete, "foutmelding van OAI-PMH", "error of OAI-PMH"),
        new("oai-identify", HarvestEffect.Notice, "Identify niet bruikbaar", "Identify not usable"),
        new("oai-granularity", HarvestEffect.Notice, "alleen dagen als datum", "days only as dates"),
        new("oai-response-date", HarvestEffect.Notice, "responseDate niet bruikbaar", "responseDate not usable"),
        new("oai-datestamp", HarvestEffect.Notice, "datum niet volgens de norm", "datestamp not by the standard"),
        new("oai-deletes", HarvestEffect.Notice, "verwijderingen worden niet gemeld", "deletions are not reported"),
        new("oai-about", HarvestEffect.Notice, "about-deel niet bruikbaar", "about part not usable"),
        new("oai-no-metadata", HarvestEffect.SetAside, "record zonder metadata", "record without metadata"),

        // Event streams.
        new("ldes-no-members", HarvestEffect.NotComplete, "geen leden in de event stream", "event stream without members"),
        new("ldes-page-gone", HarvestEffect.Notice, "pagina van de event stream is vervallen", "page of the event stream has expired"),
        new("ldes-condition", HarvestEffect.Notice, "pagina's zonder leden die aan de voorwaarde voldoen overgeslagen", "pages without members that meet the condition skipped"),
        new("ldes-split", HarvestEffect.Notice, "leden over twee pagina's verdeeld", "members divided over two pages"),
        new("ldes-not-described", HarvestEffect.Notice, "beschrijving niet op te halen", "description cannot be fetched"),
        new("ldes-linked-documents", HarvestEffect.Notice, "meer losse beschrijvingen dan de grens", "more single descriptions than the ceiling"),
        new("ldes-member-empty", HarvestEffect.SetAside, "lid zonder beschrijving", "member without description"),
        new("page-damaged", HarvestEffect.NotComplete, "pagina beschadigd", "page damaged"),

        // SPARQL endpoints.
        new("sparql-refused", HarvestEffect.NotComplete, "vraag geweigerd door SPARQL-endpoint", "question refused by SPARQL endpoint"),
        new("sparql-no-records", HarvestEffect.NotComplete, "geen records gevonden", "no records found"),
        new("sparql-capped", HarvestEffect.Notice, "endpoint kort antwoorden in", "endpoint cuts answers short"),
        new("sparql-smaller-batches", HarvestEffect.Notice, "kleinere vragen gesteld", "smaller questions asked"),
        new("sparql-select", HarvestEffect.Notice, "SELECT in plaats van CONSTRUCT gebruikt", "SELECT used in place of CONSTRUCT"),
        new("sparql-order", HarvestEffect.NotComplete, "endpoint sorteert anders dan het vergelijkt", "endpoint sorts unlike it compares"),
        new("sparql-not-described", HarvestEffect.Notice, "record zonder beschrijving", "record without description"),
        new("sparql-deletes", HarvestEffect.Notice, "verwijderingen worden niet gezien", "deletions are not seen"),

        new("sparql-not-compared", HarvestEffect.Notice, "namen niet vergeleken", "names not compared"),

        // Datasets by their description.
        new("dataset-not-described", HarvestEffect.NotComplete, "geen beschrijving van een dataset", "no description of a dataset"),
        new("dataset-choice-needed", HarvestEffect.NotComplete, "meer datasets beschreven dan één", "more datasets described than one"),
        new("dataset-without-distribution", HarvestEffect.NotComplete, "geen bruikbare distributie", "no distribution that can be used"),
        new("dataset-choice", HarvestEffect.Notice, "gekozen distributie", "distribution chosen"),
        new("dataset-other-distribution", HarvestEffect.Notice, "andere distributie dan de vorige keer", "another distribution than before"),
        new("dataset-distribution-failed", HarvestEffect.Notice, "distributie lukte niet", "distribution failed"),

        // SRU.
        new("sru-diagnostic", HarvestEffect.NotComplete, "foutmelding van SRU", "diagnostic of SRU"),
        new("sru-record-diagnostic", HarvestEffect.SetAside, "foutmelding in plaats van record", "diagnostic in place of record"),
        new("sru-explain", HarvestEffect.Notice, "dienst legt zichzelf niet uit", "service does not explain itself"),
        new("sru-not-compared", HarvestEffect.Notice, "sleutels niet vergeleken", "keys not compared"),
        new("sru-deletes", HarvestEffect.Notice, "verwijderingen worden niet gezien", "deletions are not seen"),

        // IIIF.
        new("iiif-not-recognised", HarvestEffect.NotComplete, "geen IIIF-collectie of -manifest", "no IIIF collection or manifest"),
        new("iiif-not-valid", HarvestEffect.SetAside, "IIIF niet volgens de norm", "IIIF not by the standard"),
        new("iiif-manifest-gone", HarvestEffect.Notice, "genoemd manifest bestaat niet", "manifest that is listed does not exist"),
        new("iiif-collection-skipped", HarvestEffect.Notice, "collectie in wijzigingen overgeslagen", "collection among changes skipped"),

        // Adlib.
        new("adlib-error", HarvestEffect.NotComplete, "foutmelding van Adlib", "error of Adlib"),
        new("adlib-no-records", HarvestEffect.NotComplete, "geen records gevonden", "no records found"),
        new("adlib-not-compared", HarvestEffect.Notice, "recordnummers niet vergeleken", "record numbers not compared"),
        new("list-changed", HarvestEffect.Notice, "lijst veranderde tijdens de harvest", "list changed during the harvest"),

        // Sites.
        new("sitemap-not-found", HarvestEffect.NotComplete, "geen sitemap gevonden", "no sitemap found"),
        new("sitemap-not-readable", HarvestEffect.NotComplete, "sitemap niet leesbaar", "sitemap not readable"),
        new("sitemap-depth", HarvestEffect.NotComplete, "sitemaps dieper genest dan de grens", "sitemaps nested deeper than the ceiling"),
        new("sitemap-other-host", HarvestEffect.Notice, "pagina's van een andere site overgeslagen", "pages of another site skipped"),
        new("sitemap-feed", HarvestEffect.Notice, "sitemap noemt alleen de nieuwste pagina's", "sitemap names the newest pages only"),
        new("sitemap-way", HarvestEffect.Notice, "waar de gegevens van pagina's staan", "where the data of pages is"),
        new("site-page-gone", HarvestEffect.Notice, "genoemde pagina bestaat niet", "page that is listed does not exist"),
        new("site-no-data", HarvestEffect.SetAside, "pagina zonder gegevens", "page without data"),
        new("site-no-record", HarvestEffect.SetAside, "pagina zonder record", "page without a record"),

        // Terms.
        new("term-text-mended", HarvestEffect.Notice, "dubbel gecodeerde teksten hersteld", "texts that were encoded twice mended"),
        new("term-bounded", HarvestEffect.Notice, "term met te veel waarden ingekort", "term with too many values cut short"),
        new("term-label-skipped", HarvestEffect.Notice, "label zonder letters of te lang", "label without letters, or too long"),
        new("term-twice", HarvestEffect.Notice, "term staat er twee keer in", "term came twice"),
        new("term-outside-prefix", HarvestEffect.Notice, "ding met label buiten het voorvoegsel", "labelled thing outside the prefix"),

        // Documents and records.
        new("payload-damaged", HarvestEffect.NotComplete, "beschadigd document", "damaged document"),
        new("not-data", HarvestEffect.NotComplete, "geen gegevens", "not data"),
        new("empty-document", HarvestEffect.NotComplete, "leeg document", "empty document"),
        new("member-skipped", HarvestEffect.Notice, "onderdeel van archief overgeslagen", "member of archive skipped"),
        new("encoding-repaired", HarvestEffect.Notice, "tekencodering hersteld", "encoding repaired"),
        new("xml-repaired", HarvestEffect.Notice, "XML hersteld", "XML repaired"),
        new("xml-not-well-formed", HarvestEffect.SetAside, "XML niet welgevormd", "XML not well-formed"),
        new("json-text", HarvestEffect.SetAside, "JSON met ongeldige tekst", "JSON with invalid text"),
        new("json-not-an-object", HarvestEffect.SetAside, "JSON is geen object", "JSON is no object"),
        new("json-not-well-formed", HarvestEffect.NotComplete, "JSON niet welgevormd", "JSON not well-formed"),
        new("component-internal", HarvestEffect.Notice, "onderdeel voor intern gebruik weggelaten", "component for internal use left out"),
        new("csv-row-width", HarvestEffect.SetAside, "rij met te veel of te weinig kolommen", "row with too many or too few columns"),
        new("csv-not-readable", HarvestEffect.SetAside, "rij niet leesbaar", "row not readable"),
        new("csv-group-too-long", HarvestEffect.SetAside, "te veel rijen in één record", "too many rows in one record"),
        new("value-separator-found", HarvestEffect.Notice, "scheidingsteken gevonden", "value separator found"),
        new("key-column-found", HarvestEffect.Notice, "sleutelkolom gevonden", "key column found"),
        new("key-missing", HarvestEffect.SetAside, "sleutel ontbreekt", "key missing"),
        new("content-missing", HarvestEffect.SetAside, "inhoud ontbreekt", "content missing"),
        new("record-too-large", HarvestEffect.SetAside, "record groter dan de grens", "record larger than the ceiling"),
        new("duplicate-identifier", HarvestEffect.Notice, "dubbel aangeleverd", "delivered more than once"),
        new("removals-held", HarvestEffect.NotComplete, "te veel zou verdwijnen", "too much would disappear"),
        new("identifier-reused", HarvestEffect.Notice, "identifier opnieuw gebruikt", "identifier used again"),
    ];

    private static readonly Dictionary<string, HarvestCode> ByCode = Codes.ToDictionary(code => code.Code, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HarvestCode> All => Codes;

    /// <summary>The code with this name; <see langword="null"/> if no protocol uses it.</summary>
    public static HarvestCode? Find(string code) => ByCode.GetValueOrDefault(code);
}
