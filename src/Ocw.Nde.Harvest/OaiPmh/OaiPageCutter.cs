namespace Ocw.Nde.Harvest;

/// <summary>Cuts a page of OAI-PMH into records: identifier and datestamp from the header, content from within <c>metadata</c>, each a document of its own.</summary>
/// <remarks>A record that is not well-formed is put right or set aside by itself; the rest of the page is not touched by it. <c>about</c> is not used.</remarks>
internal sealed class OaiPageCutter(CutContext context)
{
    private const int Identifier = 0;
    private const int DatestampValue = 1;
    private const int Status = 2;

    private readonly XmlKeyScan _quick = new([XmlValuePath.Parse("header/identifier")]);
    private readonly XmlRecordCheck _check = new(context, [XmlValuePath.Parse("header/identifier"), XmlValuePath.Parse("header/datestamp"), XmlValuePath.Parse("header/@status")]);

    private readonly OaiRecordScan _scan = new(context.Options.MaxDepth);
    private (string? Identifier, string? Datestamp, string? Status) _header;

    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        using var window = new ByteWindow(text, context.Options.MaxRecordBytes);
        var slicer = new XmlRecordSlicer(window, "record", context.Options.MaxDepth);
        var items = new List<CutItem>(2);
        for (var number = 1; ; number++)
        {
            var slice = slicer.TryFind(out var length);
            if (slice == XmlSlice.End)
                break;
            var start = window.Offset;
            if (slice == XmlSlice.Record && OaiFindingAid.Find(context, window.Bytes[..length]) is { } findingAid)
            {
                foreach (var item in findingAid.Cut(context, slicer.Scope, window.Bytes[..length].ToArray(), start, window.Line))
                    yield return item;
                slicer.Take(length);
                continue;
            }

            Take(slicer, window, slice, length, number, items);
            slicer.Take(length);
            foreach (var item in items)
                yield return context.Placed(item, start, length);
            items.Clear();
        }

        context.HighWaterMark = Math.Max(context.HighWaterMark, window.HighWaterMark);
        if (!slicer.IsClosed)
            yield return context.EndedEarly("cut-off", "The page ends before its last tag: it is cut off. Its whole records are kept.", window.Line);
    }

    private void Take(XmlRecordSlicer slicer, ByteWindow window, XmlSlice slice, int length, int number, List<CutItem> items)
    {
        var line = window.Line;
        if (slice != XmlSlice.Record)
        {
            var (code, problem) = slice == XmlSlice.TooLarge ? ("record-too-large", "is longer than the ceiling") : ("xml-not-well-formed", "has no end tag");
            items.Add(context.FaultAt(line, code, $"Record {number} of the page {problem}; it is set aside.", NullIfEmpty(OaiHeader.Value(window.Bytes[..Math.Min(window.Bytes.Length, 4096)], "identifier>"u8))));
            return;
        }

        if (context.Depth == CutDepth.QuickKeys)
        {
            if (_quick.KeyOf(window.Bytes[..length]) is { } quickKey)
                items.Add(context.Quick(quickKey));
            return;
        }

        var whole = slicer.Scope.Standalone(window.Bytes[..length]);
        byte[]? record;
        string? repairs = null;
        if (_scan.Accepts(whole))
        {
            record = whole;
            _header = (_scan.Identifier, _scan.Datestamp, _scan.Status);
        }
        else
        {
            record = _check.Check(whole, line, out repairs, out var fault);
            if (record is null && WithoutAbout(whole) is { } core && _check.Check(core, line, out repairs, out _) is { } saved)
            {
                record = saved;
                items.Add(Noticed("oai-about", $"What follows the metadata of the record (about) is not well-formed and is not used: {((CutItem.Fault)fault!).Value.Reason}", $"{context.Origin}, line {line} (record {number})", _check.Values[Identifier] ?? ""));
            }

            if (record is null)
            {
                items.Add(fault!);
                return;
            }

            _header = (_check.Values[Identifier], _check.Values[DatestampValue], _check.Values[Status]);
        }

        var origin = $"{context.Origin}, line {line} (record {number})";
        if (_header.Identifier is not { } identifier)
        {
            items.Add(new CutItem.Fault(new HarvestFault(null, origin, "The record has no identifier in its header. It is set aside; tell the administrator of the repository.", "key-missing")));
            return;
        }

        if (repairs is not null)
            items.Add(Noticed("xml-repaired", $"The record is not well-formed and was put right: {repairs}.", origin, identifier));
        Add(items, record, identifier, origin);
    }

    // The record up to the end of its metadata, or of its header where it has none; null when nothing follows that could be at fault.
    private static byte[]? WithoutAbout(byte[] record)
    {
        var tokens = new XmlTokenizer(record, isFinal: true);
        tokens.Next();
        var name = tokens.Name;
        var end = 0;
        for (var kind = tokens.Next(); kind != XmlTokenKind.End; kind = tokens.Next())
        {
            if (kind == XmlTokenKind.EndTag && (XmlName.Local(tokens.Name).SequenceEqual("metadata"u8) || (end == 0 && XmlName.Local(tokens.Name).SequenceEqual("header"u8))))
                end = tokens.Position;
            else if (kind == XmlTokenKind.StartTag && end > 0 && XmlName.Local(tokens.Name).SequenceEqual("about"u8))
                return [.. record.AsSpan(0, end), .. "</"u8, .. name, .. ">"u8];
        }

        return null;
    }

    private void Add(List<CutItem> items, byte[] record, string identifier, string origin)
    {
        var given = _header.Datestamp;
        var datestamp = given is null ? null : Datestamp.Parse(given);
        if (given is null || !Datestamp.IsProper(given))
            items.Add(Noticed("oai-datestamp", $"The datestamp '{given}' is not what OAI-PMH asks for (§3.3); it is {(datestamp is null ? "not used" : $"read as {datestamp:yyyy-MM-dd'T'HH:mm:ss'Z'}")}.", origin, identifier));
        if (string.Equals(_header.Status, "deleted", StringComparison.OrdinalIgnoreCase))
        {
            items.Add(Record(identifier, datestamp, isDeleted: true, [], "application/xml", origin));
            return;
        }

        var content = XmlContent.FirstChildOf(record, "metadata");
        if (content is null)
        {
            items.Add(new CutItem.Fault(new HarvestFault(identifier, origin, "The record has no metadata and is not marked as deleted. It is set aside, not deleted; tell the administrator of the repository.", "oai-no-metadata")));
            return;
        }

        items.Add(Record(identifier, datestamp, isDeleted: false, context.KeysOnly ? [] : content, MediaType(content), origin));
    }

    private CutItem.Record Record(string identifier, DateTimeOffset? datestamp, bool isDeleted, byte[] content, string mediaType, string origin) =>
        new(new HarvestedRecord(identifier, datestamp, isDeleted, content, mediaType, origin, context.PayloadHash));

    private static CutItem.Notice Noticed(string code, string message, string origin, string identifier) => new(new HarvestNotice(code, message, origin, identifier));

    private static string MediaType(ReadOnlySpan<byte> content)
    {
        var tag = new XmlTokenizer(content, isFinal: true);
        tag.Next();
        var isRdf = XmlName.Local(tag.Name).SequenceEqual("RDF"u8) && tag.Token.IndexOf("http://www.w3.org/1999/02/22-rdf-syntax-ns#"u8) > 0;
        return isRdf ? "application/rdf+xml" : "application/xml";
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
