using System.Net;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>Cuts a page of SRU into records: what is in <c>recordData</c>, written as XML or as text, each a document of its own.</summary>
/// <remarks>A record that is not well-formed is put right or set aside by itself; one that is a diagnostic is set aside with what it says.</remarks>
internal sealed class SruPageCutter(CutContext context, IReadOnlyList<string> keyPaths)
{
    private readonly XmlRecordCheck _envelope = new(context, [XmlValuePath.Parse("recordIdentifier"), XmlValuePath.Parse("recordSchema"), XmlValuePath.Parse("recordPacking")]);
    private readonly XmlRecordCheck _content = new(context, [.. keyPaths.Select(XmlValuePath.Parse)]);

    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        using var window = new ByteWindow(text, context.Options.MaxRecordBytes);
        var slicer = new XmlRecordSlicer(window, "record", context.Options.MaxDepth);
        for (var number = 1; ; number++)
        {
            var slice = slicer.TryFind(out var length);
            if (slice == XmlSlice.End)
                break;
            var line = window.Line;
            var item = slice == XmlSlice.Record
                ? Take(slicer.Scope.Standalone(window.Bytes[..length]), line, number)
                : [context.FaultAt(line, slice == XmlSlice.TooLarge ? "record-too-large" : "xml-not-well-formed", $"Record {number} of the page {(slice == XmlSlice.TooLarge ? "is longer than the ceiling" : "has no end tag")}; it is set aside.")];
            var start = window.Offset;
            slicer.Take(length);
            foreach (var one in item)
                yield return context.Placed(one, start, length);
        }

        context.HighWaterMark = Math.Max(context.HighWaterMark, window.HighWaterMark);
        if (!slicer.IsClosed)
            yield return context.EndedEarly("cut-off", "The page ends before its last tag: it is cut off. Its whole records are kept.", window.Line);
    }

    private List<CutItem> Take(byte[] slice, long line, int number)
    {
        var items = new List<CutItem>(2);
        var origin = $"{context.Origin}, line {line} (record {number})";
        if (_envelope.Check(slice, line, out var repairs, out var fault) is not { } record)
            return [fault!];
        var identifier = _envelope.Values[0];
        var content = ContentOf(record, string.Equals(_envelope.Values[2], "string", StringComparison.OrdinalIgnoreCase));
        if (content is null)
            return [new CutItem.Fault(new HarvestFault(identifier, origin, "The record has no content. It is set aside; tell the administrator of the catalogue.", "content-missing"))];
        if (_envelope.Values[1]?.Contains("/diagnostics", StringComparison.Ordinal) == true || content.AsSpan().IndexOf("info:srw/diagnostic/"u8) is >= 0 and < 400)
            return [new CutItem.Fault(new HarvestFault(identifier, origin, $"In place of the record the catalogue gives a diagnostic: {Words(content)}. Tell its administrator.", "sru-record-diagnostic"))];
        if (_content.Check(content, line, out var more, out var broken) is not { } good)
            return [broken!];
        identifier = (keyPaths.Count > 0 ? _content.Values.FirstOrDefault(value => value is not null) : identifier ?? SruKey.Of(good))?.Trim();
        if (string.IsNullOrEmpty(identifier))
            return [new CutItem.Fault(new HarvestFault(null, origin, "The record has no key that is known. Set key in the settings of the source; the record is set aside.", "key-missing"))];
        if ((repairs ?? more) is { } did)
            items.Add(new CutItem.Notice(new HarvestNotice("xml-repaired", $"The record is not well-formed and was put right: {did}.", origin, identifier)));
        var mediaType = XmlRecordCheck.IsRdf(_content.RootName, _content.RootNamespace) ? "application/rdf+xml" : "application/xml";
        items.Add(new CutItem.Record(new HarvestedRecord(identifier, null, IsDeleted: false, context.KeysOnly ? [] : good, mediaType, origin, context.PayloadHash)));
        return items;
    }

    // recordPacking=string: the XML of the record is the text of recordData (SRU 1.2 §5.1); some servers write it so without saying it.
    private static byte[]? ContentOf(byte[] record, bool isText)
    {
        if (XmlContent.Element(record, "recordData") is not { } data)
            return null;

        // The KB puts the fields of a record into recordData as they are, without an element around them.
        if (!isText && XmlContent.FirstChildOf(record, "recordData") is { } element)
            return HasMoreThanOne(data) ? data : element;
        var start = data.AsSpan().IndexOf((byte)'>') + 1;
        var end = data.AsSpan().LastIndexOf("</"u8);
        if (end <= start)
            return null;
        var inner = data.AsSpan(start, end - start).Trim(" \t\r\n"u8);
        var text = inner.StartsWith("<![CDATA["u8) && inner.EndsWith("]]>"u8) ? Encoding.UTF8.GetString(inner[9..^3]) : WebUtility.HtmlDecode(Encoding.UTF8.GetString(inner));
        text = text.Trim();
        if (text.StartsWith("<?xml", StringComparison.Ordinal))
            text = text[(text.IndexOf("?>", StringComparison.Ordinal) + 2)..].TrimStart();
        return text.StartsWith('<') ? Encoding.UTF8.GetBytes(text) : null;
    }

    private static bool HasMoreThanOne(byte[] data)
    {
        var (depth, children) = (0, 0);
        var tokens = new XmlTokenizer(data, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End && children < 2; kind = tokens.Next())
        {
            if (kind is XmlTokenKind.StartTag or XmlTokenKind.EmptyTag && depth == 1)
                children++;
            depth += kind switch { XmlTokenKind.StartTag => 1, XmlTokenKind.EndTag => -1, _ => 0 };
        }

        return children > 1;
    }

    private static string Words(byte[] diagnostic)
    {
        var found = SruEnvelope.Of([.. "<searchRetrieveResponse>"u8, .. diagnostic, .. "</searchRetrieveResponse>"u8]);
        return found.Diagnostics.Count > 0 ? string.Join("; ", found.Diagnostics) : "without words";
    }
}
