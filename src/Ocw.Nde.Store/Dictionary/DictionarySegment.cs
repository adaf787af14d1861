using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
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
    private ushort[]? _qualifiers;
    private readonly long _hashLines;
    private readonly int _placeBits;

    private DictionarySegment(DictionarySegmentInfo info, StoreReader reader, DictionaryFooter footer)
    {
        Info = info;
        _reader = reader;
        _footer = footer;
        _verifiedPages = new VerifiedSet(footer.Pages.Length);
        _verifiedHashParts = new VerifiedSet(footer.HashChecksums.Length);
        _hashLines = TermHashTable.LinesFor(footer.Count);
        _placeBits = TermHashTable.PlaceBits(footer.Count);
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

    internal bool TryFind(ulong hash, in TermKey key, TermScratch scratch, out ulong ordinal)
    {
        for (var line = TermHashTable.FirstLine(hash, _hashLines); ; line = line + 1 == _hashLines ? 0 : line + 1)
        {
            var entries = ReadLine(line, scratch);
            for (var found = TermHashTable.Candidates(entries, hash, _placeBits); found != 0; found &= found - 1)
            {
                ordinal = _footer.FirstOrdinal + TermHashTable.PlaceAt(entries, BitOperations.TrailingZeroCount(found), _placeBits);
                if (Read(ordinal, scratch, out var qualifier).SequenceEqual(key.Text) && qualifier == key.Qualifier)
                    return true;
            }

            if (TermHashTable.HasRoom(entries))
            {
                ordinal = 0;
                return false;
            }
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
                reader.Skip();
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

    /// <summary>The qualifiers of all terms if they were asked for before.</summary>
    internal ushort[]? KnownQualifiers => Volatile.Read(ref _qualifiers);

    /// <summary>The qualifiers of all terms, in order of their ordinals; <see cref="TermQualifiers.Spelled"/> for those with a number beyond 16 bits. Made when first asked for.</summary>
    internal ushort[] Qualifiers(CancellationToken cancellation)
    {
        if (KnownQualifiers is { } known)
            return known;
        var made = new ushort[_footer.Count];
        var at = 0;
        ReadAll((qualifier, _) => made[at++] = qualifier <= ushort.MaxValue ? (ushort)qualifier : (ushort)TermQualifiers.Spelled, cancellation);
        Volatile.Write(ref _qualifiers, made);
        return made;
    }

    /// <summary>Finds the literals whose text contains some bytes and passes a test; only blocks that contain these bytes are read term by term.</summary>
    /// <param name="scan">The bytes.</param>
    /// <param name="test">The test of a literal: its qualifier and its text.</param>
    /// <param name="found">Receives a bit for each term, by its place in the segment.</param>
    /// <param name="cancellation">Ends the search.</param>
    internal void Search(TextScan scan, LiteralTest test, ulong[] found, CancellationToken cancellation)
    {
        var (scratch, block) = (new TermScratch(), new TermScratch());
        for (var page = 0; page < _footer.Pages.Length; page++)
        {
            cancellation.ThrowIfCancellationRequested();
            Verify(page, scratch);
            var (offset, bytes, _) = _footer.Pages[page];
            var terms = (int)Math.Min(TermPage.Terms, _footer.Count - ((long)page * TermPage.Terms));
            var blocks = (terms + TermBlock.Terms - 1) / TermBlock.Terms;
            var width = TermPage.PlaceBytes(bytes);
            var whole = _reader.Read(offset, checked((int)bytes), ref scratch.File);
            var number = 0;
            for (var at = blocks * width; at < whole.Length;)
            {
                var hit = scan.Find(whole[at..]);
                if (hit < 0)
                    break;
                while (number + 1 < blocks && Place(whole[((number + 1) * width)..], width) <= at + hit)
                    number++;
                var end = number + 1 < blocks ? (int)Place(whole[((number + 1) * width)..], width) : whole.Length;
                var start = (int)Place(whole[(number * width)..], width);
                if (start < 0 || end <= at || end > whole.Length || start > end)
                    throw new StoreDamagedException(_reader.Path, offset, "the place of a block is not within its page");
                TestBlock(whole[start..end], Math.Min(TermBlock.Terms, terms - (number * TermBlock.Terms)), ((long)page * TermPage.Terms) + (number * TermBlock.Terms), test, found, block);
                at = end;
            }
        }
    }

    private static void TestBlock(ReadOnlySpan<byte> bytes, int terms, long place, LiteralTest test, ulong[] found, TermScratch scratch)
    {
        var reader = new TermBlockReader(bytes);
        for (var i = 0; i < terms; i++, place++)
        {
            var text = reader.Next(ref scratch.Iri, out var qualifier);
            if (qualifier != TermQualifiers.Iri && test(qualifier, text))
                found[place >> 6] |= 1UL << (int)(place & 63);
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

        var pagesEnd = _footer.Pages.Length == 0 ? 0 : _footer.Pages[^1].Offset + _footer.Pages[^1].Bytes;
        SegmentFiles.Try(() => SegmentFiles.VerifyZeros(_reader, pagesEnd, _footer.HashOffset, ref scratch.File), damaged);
        for (var part = 0; part < _footer.HashChecksums.Length; part++)
            SegmentFiles.Try(() => VerifyHashPart(part, scratch), damaged);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>Where a block lies in the file; blocks are numbered from the start of the segment.</summary>
    internal (long Offset, int Bytes) PlaceOfBlock(long number, TermScratch scratch)
    {
        var page = (int)(number / (TermPage.Terms / TermBlock.Terms));
        Verify(page, scratch);
        return PlaceOfBlock(page, (int)(number % (TermPage.Terms / TermBlock.Terms)), scratch);
    }

    /// <summary>The bytes of a block whose place is known, valid until <paramref name="scratch"/> is used again.</summary>
    internal ReadOnlySpan<byte> ReadPlace((long Offset, int Bytes) place, TermScratch scratch) => _reader.Read(place.Offset, place.Bytes, ref scratch.File);

    /// <summary>Turns an error of reading a block into damage with its place.</summary>
    internal StoreDamagedException Damaged(long offset, InvalidDataException error) => new(_reader.Path, offset, error.Message, error);

    private ReadOnlySpan<byte> ReadBlock(int page, int block, TermScratch scratch) => ReadPlace(PlaceOfBlock(page, block, scratch), scratch);

    private (long Offset, int Bytes) PlaceOfBlock(int page, int block, TermScratch scratch)
    {
        var (offset, bytes, _) = _footer.Pages[page];
        var blocks = (int)((Math.Min(TermPage.Terms, _footer.Count - ((long)page * TermPage.Terms)) + TermBlock.Terms - 1) / TermBlock.Terms);
        var width = TermPage.PlaceBytes(bytes);
        var last = block == blocks - 1;
        var places = _reader.Read(offset + (block * (long)width), last ? width : 2 * width, ref scratch.File);
        var start = Place(places, width);
        var end = last ? bytes : Place(places[width..], width);
        if (start < 0 || end < start || end > bytes || end - start > int.MaxValue)
            throw new StoreDamagedException(_reader.Path, offset + (block * (long)width), "the place of a block is not within its page");
        return (offset + start, (int)(end - start));
    }

    private static long Place(ReadOnlySpan<byte> places, int width) => width switch
    {
        2 => BinaryPrimitives.ReadUInt16LittleEndian(places),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(places),
        _ => BinaryPrimitives.ReadInt64LittleEndian(places),
    };

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

    // The line may be in the scratch of a reader without mapping, where the next reading would overwrite it.
    private ReadOnlySpan<byte> ReadLine(long line, TermScratch scratch)
    {
        var part = (int)(line * TermHashTable.LineBytes / DictionaryFooter.HashPartBytes);
        if (!_verifiedHashParts.Contains(part))
        {
            VerifyHashPart(part, scratch);
            _verifiedHashParts.Add(part);
        }

        return _reader.Read(_footer.HashOffset + (line * TermHashTable.LineBytes), TermHashTable.LineBytes, ref scratch.Line);
    }

    private void VerifyHashPart(int part, TermScratch scratch)
    {
        var offset = (long)part * DictionaryFooter.HashPartBytes;
        var bytes = Math.Min(DictionaryFooter.HashPartBytes, (_hashLines * TermHashTable.LineBytes) - offset);
        SegmentFiles.Verify(_reader, _footer.HashOffset + offset, bytes, _footer.HashChecksums[part], "the checksum of a part of the hash table does not match", ref scratch.File);
    }
}

/// <summary>Tests a literal of a dictionary segment; the text is valid during the call.</summary>
internal delegate bool LiteralTest(uint qualifier, ReadOnlySpan<byte> text);

/// <summary>Receives a term of a dictionary segment; the text is valid during the call.</summary>
internal delegate void TermVisitor(uint qualifier, ReadOnlySpan<byte> text);
