using System.Text.Json;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts IIIF payloads: a manifest is one record, in JSON; a page of changes gives the deletions on it.</summary>
internal sealed class IiifCutter(ArchivedPayload payload, CutContext context, bool keepFaulty)
{
    public IEnumerable<CutItem> Cut(Stream stream)
    {
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        context.HighWaterMark = Math.Max(context.HighWaterMark, (int)bytes.Length);
        var json = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        JsonDocument document;
        try
        {
            document = IiifDocument.Parse(json);
        }
        catch (JsonException broken)
        {
            return [Fault(null, $"it is not JSON ({broken.Message.TrimEnd('.')})")];
        }

        using (document)
            return payload.Kind == PayloadKind.IiifChanges ? Deletions(document.RootElement) : Manifest(document.RootElement, json);
    }

    private List<CutItem> Deletions(JsonElement page) =>
        [.. IiifChange.Of(page).Where(change => change.TakesAway && change.IsManifest)
            .Select(change => new CutItem.Record(new HarvestedRecord(change.Object, change.Ended, IsDeleted: true, default, "application/json", $"{context.Origin}, {change.Type} {change.Object}", context.PayloadHash)))];

    private List<CutItem> Manifest(JsonElement manifest, ReadOnlyMemory<byte> json)
    {
        var identifier = IiifDocument.IdOf(manifest) is { } id && Uri.TryCreate(id, UriKind.Absolute, out _) ? id : null;
        var problems = IiifCheck.Problems(manifest);
        if (json.Length > context.Options.MaxRecordBytes)
            return [new CutItem.Fault(new HarvestFault(identifier, context.Origin, $"The manifest is longer than the ceiling of {context.Options.MaxRecordBytes:N0} bytes; it is set aside.", "record-too-large"))];
        if (problems.Count > 0 && (!keepFaulty || identifier is null))
            return [Fault(identifier, string.Join("; ", problems))];
        var record = new CutItem.Record(new HarvestedRecord(identifier!, payload.Changed, IsDeleted: false, context.KeysOnly ? default : json.ToArray(), "application/json", context.Origin, context.PayloadHash));
        return problems.Count == 0 ? [record] : [new CutItem.Notice(new HarvestNotice("iiif-not-valid", $"The manifest is not by the standard: {string.Join("; ", problems)}. It is used all the same.", context.Origin, identifier)), record];
    }

    private CutItem.Fault Fault(string? identifier, string problem) =>
        new(new HarvestFault(identifier, context.Origin, $"The manifest is not by the IIIF Presentation API: {problem}. It is set aside; correct it at the source, or set faulty: keep.", "iiif-not-valid"));
}
