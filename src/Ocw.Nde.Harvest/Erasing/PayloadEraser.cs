using System.IO.Compression;
using System.Text;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Harvest;

/// <summary>Takes records out of one payload: cuts it to know where they are, then writes it anew without them, packed as it was.</summary>
internal sealed class PayloadEraser(PayloadArchive archive, ArchivedPayload payload, HarvestSource source, CutOptions options, IErasure erasure)
{
    private readonly Dictionary<string, List<TextRange>> _ranges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _documents = new(StringComparer.Ordinal);
    private readonly List<ErasedRecord> _records = [];
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);

    /// <summary>The records that were found.</summary>
    public IReadOnlyList<ErasedRecord> Records => _records;

    /// <summary>What completes the payload and names what is to be taken out: it goes as a whole.</summary>
    public IReadOnlyList<ArchivedPayload> Companions { get; private set; } = [];

    /// <summary>The media type of what <see cref="Rewrite"/> writes, where it is another than that of the payload.</summary>
    public string? MediaType => _nodes.Count > 0 ? PageEraser.MediaType : null;

    /// <summary>Looks for what is to be taken out.</summary>
    /// <returns>Whether there is anything.</returns>
    public bool Find(CancellationToken cancellation)
    {
        if (payload.Kind == PayloadKind.Evidence)
        {
            using var reader = new StreamReader(archive.OpenUnchecked(payload.Hash), Encoding.UTF8);
            if (erasure.Mentions(reader.ReadToEnd()))
                _documents.Add(payload.Origin, []);
            return _documents.Count > 0;
        }

        foreach (var item in new PayloadCutter(archive, payload, source, options, CutDepth.Records).Cut())
        {
            cancellation.ThrowIfCancellationRequested();
            if (item is CutItem.Record { Value: var record } && erasure.Covers(record))
                Add(record);
            else if (item is CutItem.Document { Value: var document } && erasure.Without(document) is { } rest)
                _documents[document.Origin] = rest;
        }

        Companions = [.. payload.Companions.Where(companion => archive.Contains(companion.Hash) && Names(companion))];
        return _ranges.Count + _documents.Count + _nodes.Count + Companions.Count > 0;
    }

    private bool Names(ArchivedPayload companion)
    {
        var content = Content(companion);
        return erasure.Mentions(Encoding.UTF8.GetString(PageEraser.AsQuads(content, companion.MediaType, companion.Base, options.JsonLd) ?? content));
    }

    private byte[] Content(ArchivedPayload one)
    {
        using var stream = archive.OpenUnchecked(one.Hash);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Writes the payload without them into the archive.</summary>
    /// <returns>Its new hash; <see langword="null"/> when nothing is left of it.</returns>
    public StoredPayload? Rewrite()
    {
        using var writer = archive.BeginWrite();
        using (var target = new PayloadStream(writer))
        {
            if (_nodes.Count == 0)
                Write(payload.Origin, () => archive.OpenUnchecked(payload.Hash), target);
            else if (payload.Kind is PayloadKind.LdesPage or PayloadKind.SparqlPage or PayloadKind.SitePage)
                target.Write(PageEraser.Without(Content(payload), payload.MediaType, payload.Base, options.JsonLd, _nodes));
        }

        return writer.Length == 0 ? null : writer.Commit();
    }

    private void Add(HarvestedRecord record)
    {
        _records.Add(new ErasedRecord(record.Identifier, record.Origin));
        if (record.Document is not { } document || record.Ranges.Count == 0)
        {
            _nodes.Add(record.Identifier);
            _nodes.UnionWith(record.Nodes);
            return;
        }

        if (!_ranges.TryGetValue(document, out var ranges))
            _ranges.Add(document, ranges = []);
        ranges.AddRange(record.Ranges);
    }

    private void Write(string origin, Func<Stream> open, Stream target)
    {
        var packing = PackingOf(open);
        switch (packing)
        {
            // What was bzip2 or xz becomes gzip: packing is told by content, and this is what the platform packs.
            case Packing.Gzip or Packing.Bzip2 or Packing.Xz:
                using (var packed = new LazyGZip(target))
                    Write(origin, () => Packings.Open(packing, open(), options.UnpackLimits), packed);
                break;
            case Packing.Zip:
                WriteZip(origin, open, target);
                break;
            default:
                WriteDocument(origin, open, target);
                break;
        }
    }

    private static Packing PackingOf(Func<Stream> open)
    {
        using var stream = open();
        return Packings.Of(stream);
    }

    private void WriteZip(string origin, Func<Stream> open, Stream target)
    {
        using var seekable = TemporaryCopy.Seekable(open(), options.UnpackLimits);
        using var zip = new ZipArchive(seekable, ZipArchiveMode.Read, leaveOpen: true);
        using var packed = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var member in zip.Entries)
        {
            using var content = new MemoryStream();
            var name = $"{origin}!{member.FullName}";
            if (IsTouched(name))
                Write(name, member.Open, content);
            else
                CopyRaw(member.Open, content);
            if (content.Length == 0 && member.Length > 0)
                continue;
            var entry = packed.CreateEntry(member.FullName);
            entry.LastWriteTime = member.LastWriteTime;
            using var written = entry.Open();
            content.WriteTo(written);
        }
    }

    private bool IsTouched(string origin) =>
        _ranges.Keys.Concat(_documents.Keys).Any(key => key == origin || key.StartsWith(origin + "!", StringComparison.Ordinal));

    private void WriteDocument(string origin, Func<Stream> open, Stream target)
    {
        if (_documents.TryGetValue(origin, out var rest))
        {
            target.Write(rest);
        }
        else if (_ranges.TryGetValue(origin, out var ranges))
        {
            using var text = Utf8Text.Open(open(), (source as FileSource)?.Encoding ?? payload.Charset);
            // A finding aid is told behind the components in it.
            TextEraser.Copy(text, [.. ranges.OrderBy(range => range.Start)], target);
        }
        else
        {
            CopyRaw(open, target);
        }
    }

    private static void CopyRaw(Func<Stream> open, Stream target)
    {
        using var content = open();
        content.CopyTo(target);
    }

    /// <summary>Packs with gzip when there is something to pack: nothing at all stays nothing.</summary>
    private sealed class LazyGZip(Stream target) : WriteOnlyStream
    {
        private GZipStream? _packing;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (!buffer.IsEmpty)
                (_packing ??= new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)).Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _packing?.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A payload that is being written, as a stream.</summary>
    private sealed class PayloadStream(PayloadWriter writer) : WriteOnlyStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(buffer);
    }
}
