using System.Globalization;
using System.Net;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.History;

namespace Ocw.Nde.Node.Settings;

/// <summary>Reads <c>node.yaml</c>; every mistake is collected, none stops the reading.</summary>
internal static class NodeSettingsReader
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "node.yaml";

    /// <summary>Reads the settings.</summary>
    /// <param name="file">The path of <c>node.yaml</c>; relative folders in it start at its own folder.</param>
    /// <param name="dataDirectory">The folder given by <c>--data</c>; it wins over the file.</param>
    /// <param name="errors">Receives the mistakes.</param>
    public static NodeSettings? Read(string file, string? dataDirectory, List<SettingsError> errors)
    {
        if (YamlMap.Load(file, errors) is not { } map)
            return null;

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        map.Required("baseIri", new("het openbare adres waaronder alle IRI's staan, bijvoorbeeld https://data.museum.nl/", "the public address of all IRIs, such as https://data.museum.org/"));
        var settings = new NodeSettings
        {
            BaseIri = BaseIri(map),
            DataDirectory = Path.GetFullPath(Path.Combine(folder, dataDirectory is null ? map.Text("data") ?? "data" : Path.GetFullPath(dataDirectory))),
            SourcesDirectory = Path.GetFullPath(Path.Combine(folder, map.Text("sources") ?? "sources")),
            Name = map.Localized("name") ?? new("Erfgoedknooppunt", "Heritage node"),
            Contact = map.Text("contact"),
            Listen = Listen(map),
            Port = (int)map.Number("port", 5080, 0, 65535),
            Proxies = map.List("proxies"),
            Keys = [.. map.Maps("keys").Select(Key)],
            Register = map.Iri("register", "https", "http"),
            AllowedPrivateHosts = map.List("allowPrivateHosts"),
            Limits = LimitSettingsReader.Read(map.Map("limits")),
            History = HistorySettings.Read(map) ?? RetentionRule.All,
            Services = ServiceSettings.Read(map.Map("services")),
            LoadFrom = map.List("loadFrom"),
            RdfVersion = map.Choice("rdfVersion", RdfVersion.Rdf11, ("1.1", RdfVersion.Rdf11), ("1.2", RdfVersion.Rdf12)),
            Contexts = ContextSettings.Read(map.Map("contexts")),
            Terms = TermNetworkSettings.Read(map.Map("terms"), folder),
        };
        map.Text("data");
        map.RefuseOthers();
        return settings;
    }

    private static string BaseIri(YamlMap map)
    {
        if (map.Iri("baseIri", "https", "http") is not { } iri)
            return "";
        if (iri.Contains('#', StringComparison.Ordinal) || iri.Contains('?', StringComparison.Ordinal))
            map.Error("baseIri", "zonder # of ? verwacht", "no # or ? is expected");
        return iri.EndsWith('/') ? iri : iri + "/";
    }

    private static string Listen(YamlMap map)
    {
        var text = map.Text("listen") ?? "127.0.0.1";
        if (!IPAddress.TryParse(text, out _))
            map.Error("listen", $"een IP-adres verwacht, niet «{text}»", $"an IP address is expected, not «{text}»");
        return text;
    }

    private static ApiKey Key(YamlMap map)
    {
        var name = map.Required("name", new("wie de sleutel gebruikt", "who uses the key"));
        var hash = map.Required("sha256", new("de SHA-256 van de sleutel, 64 hexadecimale tekens (./ocwnde init maakt er een)", "the SHA-256 of the key, 64 hexadecimal characters (./ocwnde init makes one)")).ToLower(CultureInfo.InvariantCulture);
        if (hash.Length > 0 && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
            map.Error("sha256", "64 hexadecimale tekens verwacht", "64 hexadecimal characters are expected");
        var may = map.Choice("may", KeyRole.Read, ("read", KeyRole.Read), ("update", KeyRole.Update), ("review", KeyRole.Review));
        var institution = map.Text("institution");
        if (institution is not null && may != KeyRole.Review)
            map.Error("institution", "hoort bij may: review", "belongs to may: review");
        map.RefuseOthers();
        return new ApiKey(name, hash) { MayReadAll = may != KeyRole.Review, MayUpdate = may == KeyRole.Update, MayReview = may != KeyRole.Read, Institution = institution };
    }

    private enum KeyRole
    {
        Read,
        Update,
        Review,
    }
}
