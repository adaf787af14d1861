using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>What fetching must know of a page before asking for the next: its envelope, and the headers of its records; nothing is checked or cut.</summary>
internal sealed class OaiPageScan
{
    private OaiPageScan(OaiEnvelope envelope) => Envelope = envelope;

    /// <summary>What stands around the records.</summary>
    public OaiEnvelope Envelope { get; }

    /// <summary>Whether the page is whole: its root element has an end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Records on the page, deleted ones included.</summary>
    public int Records { get; private set; }

    /// <summary>Records that are deleted.</summary>
    public int Deleted { get; private set; }

    /// <summary>The oldest datestamp.</summary>
    public DateTimeOffset? Oldest { get; private set; }

    /// <summary>The newest datestamp.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>The identifiers and datestamps, hashed: pages with the same records have the same signature, whatever else is on them.</summary>
    public string Signature { get; private set; } = "";

    /// <summary>Records whose header names sets, but not the one that was asked for.</summary>
    public int OutsideSet { get; private set; }

    /// <summary>Scans a page.</summary>
    /// <param name="page">Its bytes as received.</param>
    /// <param name="set">The set that was asked for.</param>
    /// <param name="options">The ceilings.</param>
    /// <exception cref="InvalidDataException">It is no XML, has a DTD, or passes a ceiling.</exception>
    public static OaiPageScan Of(ReadOnlyMemory<byte> page, string? set, HarvestOptions options)
    {
        var envelope = new OaiEnvelope();
        var scan = new OaiPageScan(envelope);
        using var window = new ByteWindow(OaiPageText.Open(page, options.MaxPageBytes), options.MaxPageBytes + 1024);
        var slicer = new XmlRecordSlicer(window, "record", CutOptions.Default.MaxDepth) { Envelope = envelope };
        using var signature = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        XmlSlice slice;
        while ((slice = slicer.TryFind(out var length)) != XmlSlice.End)
        {
            if (slice == XmlSlice.Record)
                scan.Add(window.Bytes[..length], set, signature);
            slicer.Take(length);
            if (scan.Records > options.MaxRecordsPerPage)
                throw new InvalidDataException($"the page has more than {options.MaxRecordsPerPage:N0} records");
        }

        scan.IsWhole = slicer.IsClosed;
        scan.Signature = Convert.ToHexStringLower(signature.GetHashAndReset().AsSpan(0, 16));
        return scan;
    }

    private void Add(ReadOnlySpan<byte> record, string? set, IncrementalHash signature)
    {
        Records++;
        var header = OaiHeader.Of(record, out var isDeleted);
        if (isDeleted)
            Deleted++;
        if (set is not null && OaiHeader.IsOutside(header, set))
            OutsideSet++;
        signature.AppendData(header);
        if (Datestamp.Parse(OaiHeader.Value(header, "datestamp>"u8)) is { } datestamp)
        {
            Oldest = Oldest is null || datestamp < Oldest ? datestamp : Oldest;
            Newest = Newest is null || datestamp > Newest ? datestamp : Newest;
        }
    }
}

/// <summary>Reads the header of a record without parsing the record.</summary>
internal static class OaiHeader
{
    /// <summary>The header element of a record; its first part when it has none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isDeleted">Whether the header says <c>status="deleted"</c>, in whatever case.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> record, out bool isDeleted)
    {
        isDeleted = false;
        var start = -1;
        var tokens = new XmlTokenizer(record, isFinal: true);
        for (var kind = tokens.Next(); kind != XmlTokenKind.End && tokens.Start < 8192; kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag or XmlTokenKind.EndTag) || !XmlName.Local(tokens.Name).SequenceEqual("header"u8))
                continue;
            if (kind == XmlTokenKind.EndTag)
                return record[Math.Max(0, start)..tokens.Position];
            start = tokens.Start;
            isDeleted = tokens.Token.IndexOf("status"u8) is > 0 and var at && Encoding.UTF8.GetString(tokens.Token[at..]).Contains("deleted", StringComparison.OrdinalIgnoreCase);
            if (kind == XmlTokenKind.EmptyTag)
                return tokens.Token;
        }

        return record[..Math.Min(record.Length, 4096)];
    }

    /// <summary>Whether the header names sets, and neither the one that is asked for nor one within it (§2.6: <c>a:b</c> lies within <c>a</c>).</summary>
    public static bool IsOutside(ReadOnlySpan<byte> header, string set)
    {
        var namesSets = false;
        for (var rest = header; rest.IndexOf("setSpec>"u8) is >= 0 and var at; rest = rest[(at + 8)..])
        {
            var spec = Value(rest[at..], "setSpec>"u8);
            if (spec.Length == 0)
                continue;
            namesSets = true;
            if (spec == set || (spec.StartsWith(set, StringComparison.Ordinal) && spec[set.Length] == ':'))
                return false;
        }

        return namesSets;
    }

    /// <summary>The text behind the first start tag with that end, up to the next tag.</summary>
    public static string Value(ReadOnlySpan<byte> header, ReadOnlySpan<byte> tagEnd)
    {
        var at = header.IndexOf(tagEnd);
        if (at < 0)
            return "";
        var rest = header[(at + tagEnd.Length)..];
        var end = rest.IndexOf((byte)'<');
        return WebUtility.HtmlDecode(Encoding.UTF8.GetString(end < 0 ? rest : rest[..end])).Trim();
    }
}

/// <summary>Opens a page as UTF-8: unpacked when it is gzip without saying so, without what stands before the first tag.</summary>
internal static class OaiPageText
{
    public static Stream Open(ReadOnlyMemory<byte> page, int maxBytes)
    {
        Stream raw = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(page, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(page.ToArray(), writable: false);
        if (Packings.Of(page.Span) == Packing.Gzip)
            raw = Packings.Open(Packing.Gzip, raw, new() { MaxBytes = maxBytes, RatioJudgedFrom = 8 << 20 });
        return Utf8Text.Open(raw, null);
    }
}
