using System.Globalization;
using System.Text;

namespace Ocw.Nde.Benchmarks.Harvest;

/// <summary>Metadata for the loopback repository: every record has words of its own, so that packing has the work that it has with real ones.</summary>
internal static class SampleMetadata
{
    private static readonly string[] Words =
        "de het een van op in bij met naar schip haven molen dijk polder stad dorp straat kerk brug portret gezicht landschap zee rivier tekening prent foto schilderij aquarel zilver hout papier doek olieverf ets gravure kaart atlas brief akte register boek schaal kan beker stoel kast klok wapen munt penning Amsterdam Utrecht Delft Leiden Haarlem Groningen Zwolle Deventer Middelburg Dordrecht".Split(' ');

    /// <summary>Dublin Core of about 0.9 kB.</summary>
    public static string DublinCore(int number)
    {
        var random = new Random(number);
        var dc = new StringBuilder("<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
        dc.Append(CultureInfo.InvariantCulture, $"<dc:title xml:lang=\"nl\">{Text(random, 5)}</dc:title><dc:creator>{Text(random, 3)}</dc:creator><dc:date>{random.Next(1500, 2020)}</dc:date><dc:type>{Text(random, 1)}</dc:type>");
        dc.Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://museum.example/id/{number}</dc:identifier><dc:description xml:lang=\"nl\">{Text(random, 40)} &amp; {Text(random, 3)}</dc:description>");
        for (var subject = 0; subject < 5; subject++)
            dc.Append(CultureInfo.InvariantCulture, $"<dc:subject xml:lang=\"nl\">{Text(random, 2)}</dc:subject>");
        return dc.Append("<dc:rights>https://creativecommons.org/publicdomain/zero/1.0/</dc:rights></oai_dc:dc>").ToString();
    }

    /// <summary>Copies of a record in a file, each with an identifier and a title of its own.</summary>
    public static Func<int, string> Copies(string file)
    {
        var text = File.ReadAllText(file);
        var root = text.IndexOf('<', text.IndexOf("?>", StringComparison.Ordinal) + 2);
        while (text[root + 1] is '!' or '?')
            root = text.IndexOf('<', root + 1);
        var record = text[root..];
        return number =>
        {
            var random = new Random(number);
            return record
                .Replace("</lido:lidoRecID>", $".{number}</lido:lidoRecID>", StringComparison.Ordinal)
                .Replace("</lido:appellationValue>", $" {Text(random, 4)}</lido:appellationValue>", StringComparison.Ordinal)
                .Replace("</lido:descriptiveNoteValue>", $" {Text(random, 30)}</lido:descriptiveNoteValue>", StringComparison.Ordinal);
        };
    }

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));
}
