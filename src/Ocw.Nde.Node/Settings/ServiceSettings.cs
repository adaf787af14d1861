namespace Ocw.Nde.Node.Settings;

/// <summary>Where SERVICE clauses of queries may go, and what an answer may cost: <c>services</c> in <c>node.yaml</c>.</summary>
internal sealed record ServiceSettings
{
    /// <summary>No SERVICE at all.</summary>
    public static ServiceSettings Off { get; } = new();

    /// <summary>The hosts that may be asked, as <c>vocab.getty.edu</c> or <c>data.museum.nl:8443</c>; none means that SERVICE is off.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How long one request may take. Default 20 s; the query's own limit holds too.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most solutions of one request. Default 100,000.</summary>
    public long Rows { get; init; } = 100_000;

    /// <summary>The most bytes of one answer, unpacked. Default 64 MiB.</summary>
    public long Bytes { get; init; } = 64L << 20;

    /// <summary>Whether an endpoint may be asked at all.</summary>
    public bool Allows(string endpoint) => Hosts.Count > 0 && Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
        && new Web.EgressPolicy { AllowedHosts = [.. Hosts] }.IsAllowedHost(address.IdnHost, address.Port);

    /// <summary>Reads the mapping; off where it is absent.</summary>
    public static ServiceSettings Read(YamlMap? map)
    {
        if (map is null)
            return Off;
        var settings = new ServiceSettings
        {
            Hosts = map.List("hosts"),
            Time = TimeSpan.FromSeconds(map.Number("seconds", 20, 1, 3600)),
            Rows = map.Number("rows", 100_000, 1, 1_000_000_000),
            Bytes = map.Number("mebibytes", 64, 1, 1 << 14) << 20,
        };
        foreach (var host in settings.Hosts.Where(host => host.Contains('/', StringComparison.Ordinal) || Uri.CheckHostName(host.Split(':')[0]) == UriHostNameType.Unknown))
            map.Error("hosts", $"de naam van een server verwacht, zonder https:// en pad, niet «{host}»", $"the name of a host is expected, without https:// and path, not «{host}»");
        map.RefuseOthers();
        return settings;
    }
}
