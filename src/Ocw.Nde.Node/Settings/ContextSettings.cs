using Ocw.Nde.Web;

namespace Ocw.Nde.Node.Settings;

/// <summary>Where JSON-LD contexts may be fetched from that the program does not bring along: <c>contexts</c> in <c>node.yaml</c>.</summary>
internal sealed record ContextSettings
{
    /// <summary>Nothing is fetched.</summary>
    public static ContextSettings Off { get; } = new();

    /// <summary>The hosts that contexts may come from, as <c>w3id.org</c> or <c>data.museum.nl:8443</c>. Default none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The largest context in bytes, unpacked. Default 2 MiB.</summary>
    public long Bytes { get; init; } = 2L << 20;

    /// <summary>How long fetching one context may take. Default 10 s.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most contexts that are pinned because documents name them. Default 200.</summary>
    public int Most { get; init; } = 200;

    /// <summary>Whether the operator lists the host of an address.</summary>
    public bool Allows(Uri address) => new EgressPolicy { AllowedHosts = [.. Hosts] }.IsAllowedHost(address.IdnHost, address.Port);

    /// <summary>Reads the mapping; off where it is absent.</summary>
    public static ContextSettings Read(YamlMap? map)
    {
        if (map is null)
            return Off;
        var settings = new ContextSettings
        {
            Hosts = map.List("hosts"),
            Bytes = map.Number("mebibytes", 2, 1, 64) << 20,
            Time = TimeSpan.FromSeconds(map.Number("seconds", 10, 1, 300)),
            Most = (int)map.Number("most", 200, 1, 100_000),
        };
        foreach (var host in settings.Hosts.Where(host => host.Contains('/', StringComparison.Ordinal) || Uri.CheckHostName(host.Split(':')[0]) == UriHostNameType.Unknown))
            map.Error("hosts", $"de naam van een server verwacht, zonder https:// en pad, niet «{host}»", $"the name of a host is expected, without https:// and path, not «{host}»");
        map.RefuseOthers();
        return settings;
    }
}
