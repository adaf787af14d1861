using System.Text;
using Ocw.Nde.Harvest;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads the <c>harvest</c> part of a source file.</summary>
internal sealed partial class HarvestSettingsReader(Func<string, string?> environment)
{
    private const string Protocols = "files, oai-pmh, ldes, sparql, iiif, sru, sitemap, adlib, dataset";

    /// <summary>Reads where the records come from.</summary>
    public HarvestSource Read(YamlMap source, string id, string file)
    {
        if (source.Map("harvest") is not { } map)
        {
            source.Error("harvest", $"ontbreekt: waar de records vandaan komen (protocol: {Protocols})", $"is missing: where the records come from (protocol: {Protocols})");
            return new FileSource(id, []);
        }

        map.Required("protocol", new(Protocols, Protocols));
        var read = map.Choice<Func<HarvestSource>>(
            "protocol", () => Files(map, id, file),
            ("files", () => Files(map, id, file)), ("oai-pmh", () => OaiPmh(map, id)), ("ldes", () => Ldes(map, id, file)), ("sparql", () => Sparql(map, id)),
            ("iiif", () => Iiif(map, id)), ("sru", () => Sru(map, id)), ("sitemap", () => Sitemap(map, id)), ("adlib", () => Adlib(map, id)), ("dataset", () => Dataset(map, id)));
        var harvest = read();
        harvest = harvest with
        {
            Duplicates = map.Choice<DuplicateRule?>("duplicates", null, ("last", DuplicateRule.Last), ("first", DuplicateRule.First), ("newest", DuplicateRule.Newest)),
            FindingAids = map.Choice("findingAids", FindingAidCut.Components, ("components", FindingAidCut.Components), ("whole", FindingAidCut.Whole)),
        };
        map.RefuseOthers();
        return harvest;
    }

    private OaiPmhSource OaiPmh(YamlMap map, string id)
    {
        var baseUrl = Address(map, "baseUrl", "het basisadres van de OAI-PMH-dienst", "the base URL of the OAI-PMH repository");
        return new OaiPmhSource(id, baseUrl, map.Required("metadataPrefix", new("het metadataformaat, bijvoorbeeld edm of oai_dc", "the metadata format, such as edm or oai_dc")))
        {
            Sets = map.List("sets"),
            From = Instant(map, "from"),
            Until = Instant(map, "until"),
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            FullEvery = TimeSpan.FromDays(map.Number("fullEveryDays", 30, 0, 36_600)),
            ObeyRobots = map.Flag("obeyRobots", byDefault: false),
            ListSizeIsEstimate = map.Flag("listSizeIsEstimate", byDefault: false),
            Delay = Delay(map),
            Headers = Headers(map),
        };
    }

    private FileSource Files(YamlMap map, string id, string file)
    {
        var locations = map.List("locations");
        if (locations.Count == 0)
            map.Error("locations", "ontbreekt: een of meer paden of adressen", "is missing: one or more paths or addresses");
        return new FileSource(id, [.. locations.Select(l => Expand(map, "locations", l))])
        {
            BaseDirectory = Path.GetDirectoryName(Path.GetFullPath(file))!,
            Format = map.Choice(
                "format", SourceFormat.Auto,
                ("auto", SourceFormat.Auto), ("csv", SourceFormat.Csv), ("json", SourceFormat.Json), ("jsonl", SourceFormat.JsonLines), ("xml", SourceFormat.Xml), ("rdf", SourceFormat.Rdf)),
            Encoding = EncodingOf(map),
            KeyPaths = map.List("key"),
            DatestampPath = map.Text("datestamp"),
            RecordPath = map.Text("recordPath"),
            RecordElement = map.Text("recordElement"),
            ContentElement = map.Text("contentElement"),
            Csv = map.Map("csv") is { } csv ? Csv(csv) : CsvDialect.Auto,
            Headers = Headers(map),
        };
    }

    private static CsvDialect Csv(YamlMap map)
    {
        var perColumn = new Dictionary<string, string>(StringComparer.Ordinal);
        if (map.Map("columnValueSeparators") is { } columns)
        {
            foreach (var column in columns.Keys)
                perColumn[column] = columns.Text(column) ?? "";
        }

        var dialect = new CsvDialect
        {
            Separator = Character(map, "separator"),
            Quote = Character(map, "quote") ?? '"',
            ValueSeparator = map.Text("valueSeparator"),
            ColumnValueSeparators = perColumn,
            Columns = map.Has("columns") ? map.List("columns") : null,
            GroupRows = map.Flag("groupRows", byDefault: false),
        };
        map.RefuseOthers();
        return dialect;
    }

    private static char? Character(YamlMap map, string key)
    {
        switch (map.Text(key))
        {
            case null:
                return null;
            case "tab" or "\\t" or "\t":
                return '\t';
            case [var c]:
                return c;
            case { } other:
                map.Error(key, $"één teken of tab verwacht, niet «{other}»", $"one character or tab is expected, not «{other}»");
                return null;
        }
    }

    private static string? EncodingOf(YamlMap map)
    {
        if (map.Text("encoding") is not { } name)
            return null;
        try
        {
            Encoding.GetEncoding(name);
            return name;
        }
        catch (ArgumentException)
        {
            // Windows code pages are not built in everywhere; Harvest knows these by name.
            if (name.StartsWith("windows-", StringComparison.OrdinalIgnoreCase))
                return name;
            map.Error("encoding", $"onbekende tekencodering «{name}»; bijvoorbeeld utf-8, iso-8859-1, windows-1252", $"unknown encoding «{name}»; for example utf-8, iso-8859-1, windows-1252");
            return null;
        }
    }

    private Dictionary<string, string> Headers(YamlMap map)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (map.Map("headers") is { } named)
        {
            foreach (var name in named.Keys)
                headers[name] = Expand(named, name, named.Text(name) ?? "");
        }

        return headers;
    }

    private static DateTimeOffset? Instant(YamlMap map, string key)
    {
        if (map.Text(key) is not { } text)
            return null;
        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant))
            return instant;
        map.Error(key, $"een datum als 2026-01-31 verwacht, niet «{text}»", $"a date such as 2026-01-31 is expected, not «{text}»");
        return null;
    }

    /// <summary>Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> by the environment, so that secrets and places of data stay out of source files.</summary>
    private string Expand(YamlMap map, string key, string text)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var end = text.AsSpan(i).StartsWith("${", StringComparison.Ordinal) ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                result.Append(text[i++]);
                continue;
            }

            var inner = text[(i + 2)..end];
            var at = inner.IndexOf(":-", StringComparison.Ordinal);
            var name = at < 0 ? inner : inner[..at];
            if (environment(name) is { Length: > 0 } value)
                result.Append(value);
            else if (at >= 0)
                result.Append(inner.AsSpan(at + 2));
            else
                map.Error(key, $"de omgevingsvariabele {name} is niet gezet", $"the environment variable {name} is not set");
            i = end + 1;
        }

        return result.ToString();
    }
}
