using Ocw.Nde.Web;

namespace Ocw.Nde.Harvest;

/// <summary>Asks a repository what it offers: formats and sets. What it does not answer is left empty; nothing depends on it.</summary>
internal sealed class OaiOffer(OaiClient client, OaiRequest requests, HarvestOptions options)
{
    /// <summary>The metadata formats.</summary>
    public async Task<IReadOnlyList<OaiMetadataFormat>> FormatsAsync(CancellationToken cancellation)
    {
        var formats = new List<OaiMetadataFormat>();
        await ReadAsync(
            requests.MetadataFormats(),
            "metadataFormat",
            element => formats.Add(new OaiMetadataFormat(Value(element, "metadataPrefix") ?? "", Value(element, "metadataNamespace"), Value(element, "schema"))),
            cancellation);
        return formats;
    }

    /// <summary>The sets, as many as the ceiling allows.</summary>
    public async Task<IReadOnlyList<OaiSet>> SetsAsync(CancellationToken cancellation)
    {
        var sets = new List<OaiSet>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var token = (string?)null;
        do
        {
            token = await ReadAsync(
                requests.Sets(token),
                "set",
                element =>
                {
                    if (Value(element, "setSpec") is { } spec && seen.Add(spec))
                        sets.Add(new OaiSet(spec, Value(element, "setName")));
                },
                cancellation);
        }
        while (token is not null && seen.Add("token " + token) && sets.Count < options.MaxPreviewSets);
        return sets.Count > options.MaxPreviewSets ? sets[..options.MaxPreviewSets] : sets;
    }

    private delegate void Take(ReadOnlySpan<byte> element);

    private async Task<string?> ReadAsync(Uri address, string element, Take take, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.AskAsync(address, null, cancellation);
            using var window = new ByteWindow(OaiPageText.Open(answer.Page.Bytes, options.MaxPageBytes), options.MaxPageBytes + 1024);
            var slicer = new XmlRecordSlicer(window, element, CutOptions.Default.MaxDepth);
            XmlSlice slice;
            while ((slice = slicer.TryFind(out var length)) != XmlSlice.End)
            {
                if (slice == XmlSlice.Record)
                    take(window.Bytes[..length]);
                slicer.Take(length);
            }

            return answer.Scan.Envelope.ResumptionToken;
        }
        catch (Exception unanswered) when (unanswered is WebRequestException or InvalidDataException)
        {
            // A preview shows what there is; that the repository cannot be harvested shows elsewhere.
            return null;
        }
    }

    private static string? Value(ReadOnlySpan<byte> element, string name) =>
        OaiHeader.Value(element, System.Text.Encoding.UTF8.GetBytes(name + ">")) is { Length: > 0 } value ? value : null;
}
