namespace Ocw.Nde.Node.Settings;

/// <summary>Which terminology sources can be asked beside those that are harvested, and how: <c>terms</c> in <c>node.yaml</c>.</summary>
internal sealed record TermNetworkSettings
{
    /// <summary>The name of the catalogue that the program brings along.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>Only what is harvested.</summary>
    public static TermNetworkSettings Off { get; } = new();

    /// <summary>The catalogues, first one first where two describe one source: <c>built-in</c>, folders, zips, or addresses of zips. Default none.</summary>
    public IReadOnlyList<string> Catalogs { get; init; } = [];

    /// <summary>The sources to take from the catalogues, by IRI or id; all where none is named.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The sources to leave out, by IRI or id.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>When <c>serve</c> reads the catalogues anew; <see langword="null"/> for never. Default daily 04:30.</summary>
    public Schedule? Refresh { get; init; } = new(TimeSpan.FromDays(1), new TimeOnly(4, 30));

    /// <summary>The most questions to one host at the same time. Default 4.</summary>
    public int ParallelPerHost { get; init; } = 4;

    /// <summary>The longest time for a live source, whatever a question says. Default 60 s.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From which age a kept copy is passed over for the live source, where there is one. Default 90 days.</summary>
    public TimeSpan MaxCopyAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How old an answer may be that stands in for a live source that does not answer. Default 30 days; zero for never.</summary>
    public TimeSpan Remember { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Reads the mapping; off where it is absent.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="folder">Where relative folders start.</param>
    public static TermNetworkSettings Read(YamlMap? map, string folder)
    {
        if (map is null)
            return Off;
        var settings = new TermNetworkSettings
        {
            Catalogs = [.. map.List("catalogs").Select(location => Location(location, folder))],
            Only = map.List("only"),
            Except = map.List("except"),
            Refresh = RefreshOf(map),
            ParallelPerHost = (int)map.Number("parallelPerHost", 4, 1, 64),
            MaxTime = TimeSpan.FromSeconds(map.Number("maxSeconds", 60, 1, 600)),
            MaxCopyAge = TimeSpan.FromDays(map.Number("maxCopyDays", 90, 1, 36_500)),
            Remember = TimeSpan.FromDays(map.Number("rememberDays", 30, 0, 3650)),
        };
        foreach (var location in settings.Catalogs.Where(location => location.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
            map.Error("catalogs", $"een https-adres verwacht, niet «{location}»: wie de catalogus kan vervalsen, kiest waar vragen heen gaan", $"an https address is expected, not «{location}»: whoever can forge the catalogue chooses where questions go");
        map.RefuseOthers();
        return settings;
    }

    /// <summary>Whether a location is an address on the web.</summary>
    public static bool IsAddress(string location) => location.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Location(string location, string folder) => location == BuiltIn || IsAddress(location) ? location : Path.GetFullPath(Path.Combine(folder, location));

    private static Schedule? RefreshOf(YamlMap map)
    {
        if (map.Text("refresh") is not { } text)
            return Off.Refresh;
        if (text == "never")
            return null;
        if (Schedule.Parse(text) is { } schedule)
            return schedule;
        map.Error("refresh", $"never, hourly, every 6 hours, daily 03:00 of weekly sunday 03:00 verwacht, niet «{text}»", $"never, hourly, every 6 hours, daily 03:00 or weekly sunday 03:00 is expected, not «{text}»");
        return null;
    }
}
