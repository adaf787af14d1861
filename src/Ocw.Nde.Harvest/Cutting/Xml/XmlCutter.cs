namespace Ocw.Nde.Harvest;

/// <summary>Cuts an XML document into its record elements, each as a document of its own with the namespaces that are in force around it.</summary>
internal sealed class XmlCutter
{
    private const int SampleLength = 256 << 10;

    // What systems call it, in the order of trust.
    private static readonly string[] UsualKeys = ["@priref", "@rdf:about", "@id", "@xml:id", "@ID", "lidoRecID", "header/identifier", "recordInfo/recordIdentifier", "eadheader/eadid", "control/recordid", "Source/RecordGUID", "Source/RecordIdentifier", "controlfield", "identifier", "id", "*/@rdf:about"];

    private readonly CutContext _context;
    private readonly XmlRecordCheck _check;
    private readonly XmlKeyScan _quick;
    private readonly int _keyPaths;

    public XmlCutter(CutContext context)
    {
        _context = context;
        var keys = context.Source.KeyPaths.Count > 0 ? context.Source.KeyPaths : UsualKeys;
        _keyPaths = keys.Count;
        var paths = keys.Select(XmlValuePath.Parse).ToList();
        _quick = new XmlKeyScan([.. paths]);
        paths.Add(XmlValuePath.Parse(context.Source.DatestampPath ?? "@modification"));
        _check = new XmlRecordCheck(context, paths);
    }

    public IEnumerable<CutItem> Cut(Utf8Text text)
    {
        using var window = new ByteWindow(text, _context.Options.MaxRecordBytes);
        if (RecordElement(window) is not { } element)
        {
            yield return _context.EndedEarly("xml-not-well-formed", "The document has no XML element at all. Check that the location gives the data and not an error page.");
            yield break;
        }

        var slicer = new XmlRecordSlicer(window, element, _context.Options.MaxDepth);
        var items = new List<CutItem>(2);
        for (var number = 1; ; number++)
        {
            var slice = slicer.TryFind(out var length);
            if (slice == XmlSlice.End)
                break;
            Take(slicer, window, slice, length, number, items);
            var start = window.Offset;
            slicer.Take(length);
            foreach (var item in items)
                yield return _context.Placed(item, start, length);
            items.Clear();
        }

        _context.HighWaterMark = Math.Max(_context.HighWaterMark, window.HighWaterMark);
        if (!slicer.IsClosed)
            yield return _context.EndedEarly("cut-off", $"The document ends before the end tag of <{slicer.Root}>: it is cut off. Fetch or make it again.", window.Line);
    }

    private string? RecordElement(ByteWindow window)
    {
        if (_context.Source.RecordElement is { Length: > 0 } given)
            return given;
        while (window.Bytes.Length < SampleLength && window.Fill())
        {
        }

        return XmlRecordElementGuess.Find(window.Bytes);
    }

    private void Take(XmlRecordSlicer slicer, ByteWindow window, XmlSlice slice, int length, int number, List<CutItem> items)
    {
        var line = window.Line;
        switch (slice)
        {
            case XmlSlice.NoEnd:
                items.Add(_context.FaultAt(line, "xml-not-well-formed", $"The record (element {number}) has no end tag. It is set aside; correct it at the source."));
                return;
            case XmlSlice.TooLarge:
                items.Add(_context.FaultAt(line, "record-too-large", $"The record (element {number}) is longer than the ceiling, {_context.Options.MaxRecordBytes:N0} bytes; it is set aside."));
                return;
        }

        if (_context.Depth == CutDepth.QuickKeys)
        {
            if ((_quick.KeyOf(window.Bytes[..length]) ?? NameAsKey(slicer)) is { } quickKey)
                items.Add(_context.Quick(quickKey));
            return;
        }

        var record = _check.Check(slicer.Scope.Standalone(window.Bytes[..length]), line, out var repairs, out var fault);
        if (record is null)
        {
            items.Add(fault!);
            return;
        }

        var origin = $"{_context.Origin}, line {line} (element {number})";
        if ((Key() ?? NameAsKey(slicer)) is not { } key)
        {
            items.Add(new CutItem.Fault(new HarvestFault(null, origin, $"The record has no value at {string.Join(" or ", _context.Source.KeyPaths.Count > 0 ? _context.Source.KeyPaths : UsualKeys)}. It is set aside; name its key in the settings of the source.", "key-missing")));
            return;
        }

        if (repairs is not null)
            items.Add(new CutItem.Notice(new HarvestNotice("xml-repaired", $"The record is not well-formed and was put right: {repairs}.", origin, key)));
        Add(items, record, key, origin);
    }

    // One record a file: then the file name tells it apart, when the settings do not say how and nothing in it does.
    private string? NameAsKey(XmlRecordSlicer slicer) => slicer.IsRootRecord && _context.Source.KeyPaths.Count == 0 && _context.Name.Length > 0 ? _context.Name : null;

    private string? Key() => _check.Values.Take(_keyPaths).FirstOrDefault(value => value is not null);

    private void Add(List<CutItem> items, byte[] record, string key, string origin)
    {
        var datestamp = _check.Values[_keyPaths] is { } text ? Datestamp.Parse(text) : FindingAidDates.Of(record);
        var isRdf = XmlRecordCheck.IsRdf(_check.RootName, _check.RootNamespace);
        if (_context.Source.ContentElement is { Length: > 0 } inner)
        {
            if (XmlContent.Element(record, inner) is not { } content)
            {
                items.Add(new CutItem.Fault(new HarvestFault(key, origin, $"The record has no element <{inner}>, which should be its content. It is set aside; check contentElement in the settings of the source.", "content-missing")));
                return;
            }

            record = content;
            isRdf = inner == "RDF" || inner.EndsWith(":RDF", StringComparison.Ordinal);
        }

        var mediaType = isRdf ? "application/rdf+xml" : "application/xml";
        items.Add(new CutItem.Record(new HarvestedRecord(key, datestamp, IsDeleted: false, _context.KeysOnly ? [] : record, mediaType, origin, _context.PayloadHash)));
    }
}
