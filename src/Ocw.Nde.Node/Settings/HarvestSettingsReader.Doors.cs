using Ocw.Nde.Harvest;

namespace Ocw.Nde.Node.Settings;

/// <content>The protocols beside files and OAI-PMH.</content>
internal sealed partial class HarvestSettingsReader
{
    private LdesSource Ldes(YamlMap map, string id) =>
        new(id, Address(map, "address", "het adres van de event stream of van een view", "the address of the event stream or of one of its views"))
        {
            TimestampPath = map.Text("timestampPath"),
            VersionOfPath = map.Text("versionOfPath"),
            Overlap = TimeSpan.FromHours(map.Number("overlapHours", 24, 0, 24 * 366)),
            MaxLinkedDocuments = (int)map.Number("maxLinkedDocuments", 10_000, 0, 10_000_000),
            Delay = Delay(map),
            Headers = Headers(map),
        };

    private Uri Address(YamlMap map, string key, string nl, string en)
    {
        map.Required(key, new(nl, en));
        var text = Expand(map, key, map.Text(key) ?? "");
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        if (map.Has(key))
            map.Error(key, $"een adres met http(s) verwacht, niet «{text}»", $"an http(s) address is expected, not «{text}»");
        return new Uri("http://invalid.invalid/");
    }

    private static TimeSpan? Delay(YamlMap map) =>
        map.Has("delayMilliseconds") ? TimeSpan.FromMilliseconds(map.Number("delayMilliseconds", 0, 0, 3_600_000)) : null;
}
