namespace Ocw.Nde.Harvest;

/// <summary>A header of ListIdentifiers.</summary>
/// <param name="Identifier">The record.</param>
/// <param name="Datestamp">When it changed; <see langword="null"/> if that cannot be read.</param>
internal readonly record struct OaiListedRecord(string Identifier, DateTimeOffset? Datestamp);

/// <summary>Reads the headers of an answer to ListIdentifiers (OAI-PMH 2.0 §4.3).</summary>
internal static class OaiIdentifierScan
{
    /// <summary>The records that a page names, in its order.</summary>
    /// <param name="page">The page as received.</param>
    /// <param name="options">The ceilings.</param>
    /// <exception cref="InvalidDataException">It has a DTD or passes a ceiling.</exception>
    public static List<OaiListedRecord> Of(ReadOnlyMemory<byte> page, HarvestOptions options)
    {
        var listed = new List<OaiListedRecord>();
        using var window = new ByteWindow(OaiPageText.Open(page, options.MaxPageBytes), options.MaxPageBytes + 1024);
        var slicer = new XmlRecordSlicer(window, "header", CutOptions.Default.MaxDepth);
        XmlSlice slice;
        while ((slice = slicer.TryFind(out var length)) != XmlSlice.End)
        {
            var header = window.Bytes[..length];
            if (slice == XmlSlice.Record && OaiHeader.Value(header, "identifier>"u8) is { Length: > 0 } identifier)
                listed.Add(new OaiListedRecord(identifier, Datestamp.Parse(OaiHeader.Value(header, "datestamp>"u8))));
            slicer.Take(length);
            if (listed.Count > options.MaxRecordsPerPage)
                throw new InvalidDataException($"the page has more than {options.MaxRecordsPerPage:N0} headers");
        }

        return listed;
    }
}
