using System.Buffers.Binary;
using System.Globalization;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>An immutable file of terms with consecutive ordinals: ordinal to text by place, text to ordinal by hash.</summary>
internal sealed class DictionarySegment : IDisposable
{
    private readonly StoreReader _reader;
    private readonly DictionaryFooter _footer;
    private readonly VerifiedSet _verifiedPages;
    private readonly VerifiedSet _verifiedHashParts;

    private DictionarySegment(DictionarySegmentInfo info, StoreReader reader, DictionaryFooter footer)
    {
        Info = info;
        _reader = reader;
        _footer = footer;
        _verifiedPages = new VerifiedSet(footer.Pages.Length);
        _verifiedHashParts = new VerifiedSet(footer.HashChecksums.Length);
    }

    internal DictionarySegmentInfo Info { get; }

    internal ulong FirstOrdinal => _footer.FirstOrdinal;

    internal ulong EndOrdinal => _footer.FirstOrdinal + (ulong)_footer.Count;

    /// <exception cref="StoreDamagedException">The file is not the one that the manifest holds, or its directory is damaged.</exception>
    internal static DictionarySegment Open(IStoreFiles files, DictionarySegmentInfo info)
    {
        var name = StoreFileNames.Dictionary(info.File);
        var reader = SegmentFiles.Open(files, name, info.Bytes);
        try
        {
            var footer = DictionaryFooter.Read(reader);
            if (footer.FirstOrdinal != info.FirstOrdinal || footer.Count != info.Count)
                throw new StoreDamagedException(reader.Path, reader.Length, "it is another segment than the manifest holds");
            return new DictionarySegment(info, reader, footer);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    internal static long FirstSlot(ulong hash, long slots) => (long)(((hash >> 32) * (ulong)slots) >> 32);

    internal bool TryFind(ulong hash, in TermKey key, TermScratch scratch, out ulong ordinal)
    {
        var slots = _footer.HashSlots;
        for (var slot = FirstSlot(hash, slots); ; slot = slot + 1 == slots ? 0 : slot + 1)
        {
            var entry = ReadSlot(slot, scratch);
            if (entry == 0)
            {
                ordinal = 0;
                return false;
            }

            if ((uint)(entry >> 32) != (uint)hash)
                continue;

            ordinal = _footer.FirstOrdinal + (uint)entry - 1;
            if (Read(ordinal, scratch, out var qualifier).SequenceEqual(key.Text) && qualifier == key.Qualifier)
                return true;
        }
    }

    /// <summary>The text of a term, valid until <paramref name="scratch"/> is used again and while the segment is open.</summary>
    internal ReadOnlySpan<byte> Read(ulong ordinal, TermScratch scratch, out uint qualifier)
    {
        var place = ordinal - _footer.FirstOrdinal;
        if (place >= (ulong)_footer.Count)
            throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"The term {ordinal} is not in {_reader.Path}."));

        var page = (int)(place / TermPage.Terms);
        Verify(page, scratch);
        var inPage = (int)(place % TermPage.Terms);
        var block = ReadBlock(page, inPage / TermBlock.Terms, scratch);
        try
        {
            var reader = new TermBlockReader(block);
            for (var skip = inPage % TermBlock.Terms; skip > 0; skip--)
                reader.Next(ref scratch.Iri, out _);
            return reader.Next(ref scratch.Iri, out qualifier);
        }
        catch (InvalidDataException error)
        {
            throw new StoreDamagedException(_reader.Path, _footer.Pages[page].Offset, error.Message, error);
        }
    }

    /// <summary>Hands over all terms in order of their ordinals.</summary>
    internal void ReadAll(TermVisitor visitor, CancellationToken cancellation)
    {
        var scratch = new TermScratch();
        for (var page = 0; page < _footer.Pages.Length; page++)
        {
            cancellation.ThrowIfCancellationRequested();
            Verify(page, scratch);
            var left = (int)Math.Min(TermPage.Terms, _footer.Count - ((long)page * TermPage.Terms));
            for (var block = 0; left > 0; block++)
            {
                var reader = new TermBlockReader(ReadBlock(page, block, scratch));
                for (var i = Math.Min(left, TermBlock.Terms); i > 0; i--)
                {
                    var text = reader.Next(ref scratch.Iri, out var qualifier);
                    visitor(qualifier, text);
                }

                left -= TermBlock.Terms;
            }
        }
    }

    /// <summary>Compares every checksum of the file.</summary>
    internal void VerifyAll(Action<StoreDamagedException> damaged, CancellationToken cancellation)
    {
        var scratch = new TermScratch();
        for (var page = 0; page < _footer.Pages.Length; page++)
        {
            cancellation.ThrowIfCancellationRequested();
            SegmentFiles.Try(() => VerifyPage(page, scratch), damaged);
        }

        for (var part = 0; part < _footer.HashChecksums.Length; part++)
            SegmentFiles.Try(() => VerifyHashPart(part, scratch), damaged);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private ReadOnlySpan<byte> ReadBlock(int page, int block, TermScratch scratch)
    {
        var (offset, bytes, _) = _footer.Pages[page];
        var blocks = (int)((Math.Min(TermPage.Terms, _footer.Count - ((long)page * TermPage.Terms)) + TermBlock.Terms - 1) / TermBlock.Terms);
        var last = block == blocks - 1;
        var places = _reader.Read(offset + (block * 8L), last ? 8 : 16, ref scratch.File);
        var start = BinaryPrimitives.ReadInt64LittleEndian(places);
        var end = last ? bytes : BinaryPrimitives.ReadInt64LittleEndian(places[8..]);
        if (start < 0 || end < start || end > bytes || end - start > int.MaxValue)
            throw new StoreDamagedException(_reader.Path, offset + (block * 8L), "the place of a block is not within its page");
        return _reader.Read(offset + start, (int)(end - start), ref scratch.File);
    }

    private void Verify(int page, TermScratch scratch)
    {
        if (_verifiedPages.Contains(page))
            return;
        VerifyPage(page, scratch);
        _verifiedPages.Add(page);
    }

    private void VerifyPage(int page, TermScratch scratch)
    {
        var (offset, bytes, checksum) = _footer.Pages[page];
        SegmentFiles.Verify(_reader, offset, bytes, checksum, "the checksum of a page of terms does not match", ref scratch.File);
    }

    private ulong ReadSlot(long slot, TermScratch scratch)
    {
        var part = (int)(slot * 8 / DictionaryFooter.HashPartBytes);
        if (!_verifiedHashParts.Contains(part))
        {
            VerifyHashPart(part, scratch);
            _verifiedHashParts.Add(part);
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(_reader.Read(_footer.HashOffset + (slot * 8), 8, ref scratch.File));
    }

    private void VerifyHashPart(int part, TermScratch scratch)
    {
        var offset = (long)part * DictionaryFooter.HashPartBytes;
        var bytes = Math.Min(DictionaryFooter.HashPartBytes, (_footer.HashSlots * 8) - offset);
        SegmentFiles.Verify(_reader, _footer.HashOffset + offset, bytes, _footer.HashChecksums[part], "the checksum of a part of the hash table does not match", ref scratch.File);
    }
}

/// <summary>Receives a term of a dictionary segment; the text is valid during the call.</summary>
internal delegate void TermVisitor(uint qualifier, ReadOnlySpan<byte> text);
