using System.Globalization;
using System.Text;
using Ocw.Nde.Node.Localization;
using Ocw.Nde.Node.Operations;

namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Writes quality figures as text, in Dutch or English, each with what can be done about it.</summary>
internal static class QualityText
{
    private const int MostRecords = 10;

    private static readonly Dictionary<string, (LocalizedText What, LocalizedText Mend)> Patterns = new(StringComparer.Ordinal)
    {
        ["P1"] = (new("dezelfde titel in meerdere records", "the same title in several records"), new("voeg toe wat records onderscheidt: plaats, jaar, maker", "add what sets records apart: place, year, maker")),
        ["P2"] = (new("titel en beschrijving zijn gelijk", "title and description are the same"), new("laat een van beide weg, of beschrijf wat er te zien is", "leave one of them out, or describe what is to be seen")),
        ["P3"] = (new("titel en beschrijving zijn bijna gelijk", "title and description are nearly the same"), new("beschrijf wat de titel nog niet zegt", "describe what the title does not say yet")),
        ["P5"] = (new("onleesbare titel: een nummer of veel tekens in de titel", "unreadable title: a number or many signs in the title"), new("zet nummers in het nummerveld, en geef een titel in woorden", "put numbers in the number field, and give a title in words")),
        ["P6"] = (new("nietszeggende titel: twee tekens of minder", "meaningless title: two characters or fewer"), new("geef een titel in woorden", "give a title in words")),
        ["P7"] = (new("geen beschrijving", "no description"), new("koppel een veld aan description, of beschrijf de objecten", "map a field to description, or describe the objects")),
        ["P9"] = (new("zeer korte beschrijving: 50 tekens of minder", "very short description: 50 characters or fewer"), new("zeg in een of twee zinnen wat het is", "say in a sentence or two what it is")),
        ["P12"] = (new("zeer lange titel: meer dan 70 tekens", "very long title: more than 70 characters"), new("verplaats wat geen titel is naar de beschrijving", "move what is no title to the description")),
    };

    /// <summary>The text.</summary>
    public static string Of(QualityFigures figures, Language language)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        var text = new StringBuilder();
        text.AppendLine().AppendLine(T($"KWALITEIT van {N(figures.Records)} openbare records, naar de regels van Europeana", $"QUALITY of {N(figures.Records)} public records, by the rules of Europeana"));
        foreach (var pattern in figures.Patterns)
        {
            var (what, mend) = Patterns[pattern.Code];
            text.AppendLine(CultureInfo.InvariantCulture, $"{pattern.Code}  {N(pattern.Records)} ({Share(pattern.Records, figures.Records)} %)  {what.In(language)}. {T("Wat te doen", "What to do")}: {mend.In(language)}.");
            text.AppendLine(CultureInfo.InvariantCulture, $"    {First(pattern.Examples)}");
        }

        if (figures.Patterns.Count == 0)
            text.AppendLine(T("Geen probleempatronen gevonden.", "No problem patterns found."));
        foreach (var title in figures.SameTitles.Take(MostRecords))
            text.AppendLine(CultureInfo.InvariantCulture, $"    «{title.Title.ReplaceLineEndings(" ")}» {N(title.Records)}×: {First(title.Examples)}");
        if (figures.SameTitlesArePartial)
            text.AppendLine(T("    (er zijn meer verschillende titels dan vergeleken kunnen worden: het aantal is een ondergrens)", "    (there are more different titles than can be compared: the count is a lower bound)"));
        WriteTiers(text, figures, language);
        WriteMedia(text, figures, language);
        return text.ToString();
    }

    /// <summary>The text about images that were asked for.</summary>
    public static string Of(MediaFigures figures, Language language)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        var text = new StringBuilder();
        text.AppendLine().AppendLine(T(
            $"BEELDEN: {N(figures.Sampled)} nagevraagd, {N(figures.Good)} goed, {N(figures.Broken)} stuk, {N(figures.Unreachable)} nu niet bereikbaar, {N(figures.Skipped)} overgeslagen",
            $"IMAGES: {N(figures.Sampled)} asked for, {N(figures.Good)} good, {N(figures.Broken)} broken, {N(figures.Unreachable)} not reachable now, {N(figures.Skipped)} skipped"));
        if (figures.Broken > 0)
            text.AppendLine(T(
                "Wat te doen: open een van de adressen. Klopt het patroon niet, verbeter dan de template van associatedMedia; ontbreekt het bestand, plaats het of haal de bestandsnaam uit het record.",
                "What to do: open one of the addresses. If the pattern is wrong, mend the template of associatedMedia; if the file is missing, publish it or take its name out of the record."));
        foreach (var trouble in figures.Troubles)
        {
            var state = trouble.State switch { MediaState.Broken => T("stuk", "broken"), MediaState.Unreachable => T("niet bereikbaar", "not reachable"), _ => T("overgeslagen", "skipped") };
            text.AppendLine(CultureInfo.InvariantCulture, $"    {state}\t{trouble.Record}\t{trouble.Address}\t{trouble.Reason}");
        }

        return text.ToString();
    }

    private static void WriteTiers(StringBuilder text, QualityFigures figures, Language language)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        text.AppendLine().AppendLine(T("Inhoudsniveau", "Content tier") + ": " + Tiers(figures.ContentTiers));
        if (figures.ContentTiersAtMost > 0)
            text.AppendLine(T($"    van {N(figures.ContentTiersAtMost)} is dat het hoogst mogelijke: de afmetingen van het beeld staan niet in de metadata", $"    of {N(figures.ContentTiersAtMost)} that is the highest possible: the size of the image is not in the metadata"));
        text.AppendLine(T("Metadataniveau", "Metadata tier") + ": " + Tiers(figures.MetadataTiers) + T(" (zonder de links die het koppelen van termen toevoegt)", " (without the links that aligning terms adds)"));
        var hints = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["language"] = T("teksten zonder taal: zet mapping.language, of de taal in de bron", "texts without a language: set mapping.language, or the language in the source"),
            ["elements"] = T("te weinig van wanneer, wat, wie en waar: koppel de velden daarvoor", "too little of when, what, who and where: map the fields for it"),
            ["context"] = T("makers, plaatsen en termen met alleen een naam: geef levensjaren, coördinaten of links naar termen mee", "makers, places and terms with a name only: add years of life, coordinates or links to terms"),
        };
        foreach (var (dimension, records) in figures.HeldBackBy.Where(h => h.Value > 0).OrderByDescending(h => h.Value))
            text.AppendLine(CultureInfo.InvariantCulture, $"    {N(records)}  {hints[dimension]}");
    }

    private static void WriteMedia(StringBuilder text, QualityFigures figures, Language language)
    {
        string T(string nl, string en) => new LocalizedText(nl, en).In(language);
        if (figures.WithoutMedia.Records == 0)
            return;
        text.AppendLine().AppendLine(T(
            $"Zonder beeld: {N(figures.WithoutMedia.Records)} ({Share(figures.WithoutMedia.Records, figures.Records)} %). Wat te doen: koppel het veld met de bestandsnaam aan associatedMedia, met een template voor het adres (docs/mapping.md).",
            $"Without image: {N(figures.WithoutMedia.Records)} ({Share(figures.WithoutMedia.Records, figures.Records)} %). What to do: map the field with the file name to associatedMedia, with a template for the address (docs/mapping.md)."));
        text.AppendLine(CultureInfo.InvariantCulture, $"    {First(figures.WithoutMedia.Examples)}");
    }

    private static string Tiers(IReadOnlyDictionary<string, long> tiers) => string.Join(", ", tiers.Select(t => $"{t.Key}: {N(t.Value)}"));

    private static string First(IReadOnlyList<string> records) => string.Join(", ", records.Take(MostRecords)) + (records.Count > MostRecords ? ", …" : "");

    private static string Share(long part, long whole) => (100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture);

    private static string N(long number) => number.ToString(CultureInfo.InvariantCulture);
}
