using System.Buffers.Binary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Writes a dictionary segment: terms in order of their ordinals, then the hash table, then the footer.</summary>
/// <remarks>In memory it keeps the hashes of its terms (8 bytes each, and 10 while the table is made); see <see cref="DictionaryMerger.MaxTerms"/>.</remarks>
internal sealed class DictionarySegmentWriter : IDisposable
{
    private readonly long _file;
    private readonly ulong _firstOrdinal;
    private readonly FileSink _sink;
    private readonly List<TermPage> _pages = [];
    private readonly long[] _blockPlaces = new long[TermPage.Blocks];
    private ulong[] _hashes = new ulong[64];
    private byte[] _page = new byte[1 << 12];
    private byte[] _lastIri = new byte[256];
    private int _lastIriLength;
    private int _pageUsed;
    private int _pageTerms;
    private int _count;

    internal DictionarySegmentWriter(IStoreFiles files, long file, ulong firstOrdinal)
    {
        _file = file;
        _firstOrdinal = firstOrdinal;
        _sink = new FileSink(files, StoreFileNames.Dictionary(file));
    }

    /// <summary>Appends the term of the next ordinal.</summary>
    internal void Append(uint qualifier, ReadOnlySpan<byte> text, ulong hash)
    {
        if (_pageTerms == TermPage.Terms)
            EndPage();
        if (_pageTerms % TermBlock.Terms == 0)
        {
            _blockPlaces[_pageTerms / TermBlock.Terms] = _pageUsed;
            _lastIriLength = 0;
        }

        Reserve(text.Length + (3 * VarInt.MaxBytes));
        _pageUsed = VarInt.Write(_page, _pageUsed, qualifier);
        var rest = qualifier == TermQualifiers.Iri ? ShareIri(text) : text;
        _pageUsed = VarInt.Write(_page, _pageUsed, (uint)rest.Length);
        rest.CopyTo(_page.AsSpan(_pageUsed));
        _pageUsed += rest.Length;

        if (_count == _hashes.Length)
            Array.Resize(ref _hashes, _count * 2);
        _hashes[_count++] = hash;
        _pageTerms++;
    }

    /// <summary>Ends the file and makes it durable.</summary>
    internal DictionarySegmentInfo Finish()
    {
        if (_pageTerms > 0)
            EndPage();
        _sink.Align();
        var hashOffset = _sink.Position;
        var slots = _count + (_count / 4) + 1;
        var checksums = WriteHashTable(slots);
        new DictionaryFooter(_firstOrdinal, _count, hashOffset, slots, [.. _pages], checksums).Write(_sink);
        _sink.FlushAndSync();
        return new DictionarySegmentInfo(_file, _firstOrdinal, _count, _sink.Position);
    }

    /// <inheritdoc/>
    public void Dispose() => _sink.Dispose();

    private ReadOnlySpan<byte> ShareIri(ReadOnlySpan<byte> text)
    {
        var shared = text.CommonPrefixLength(_lastIri.AsSpan(0, _lastIriLength));
        _pageUsed = VarInt.Write(_page, _pageUsed, (uint)shared);
        if (_lastIri.Length < text.Length)
            _lastIri = new byte[text.Length * 2];
        text.CopyTo(_lastIri);
        _lastIriLength = text.Length;
        return text[shared..];
    }

    private void EndPage()
    {
        var blocks = (_pageTerms + TermBlock.Terms - 1) / TermBlock.Terms;
        var table = new byte[blocks * 8];
        for (var i = 0; i < blocks; i++)
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan(i * 8), _blockPlaces[i] + table.Length);

        var checksum = Crc32C.Append(Crc32C.Of(table), _page.AsSpan(0, _pageUsed));
        _pages.Add(new TermPage(_sink.Position, table.Length + (long)_pageUsed, checksum));
        _sink.Write(table);
        _sink.Write(_page.AsSpan(0, _pageUsed));
        _pageUsed = 0;
        _pageTerms = 0;
    }

    // A slot is the lower half of the hash and the place of the term + 1; the upper half chooses the slot, collisions go to the next.
    private uint[] WriteHashTable(int slots)
    {
        var table = new ulong[slots];
        for (var i = 0; i < _count; i++)
        {
            var slot = DictionarySegment.FirstSlot(_hashes[i], slots);
            while (table[slot] != 0)
                slot = slot + 1 == slots ? 0 : slot + 1;
            table[slot] = (_hashes[i] << 32) | ((uint)i + 1);
        }

        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(table.AsSpan());
        var checksums = new uint[(bytes.Length + DictionaryFooter.HashPartBytes - 1) / DictionaryFooter.HashPartBytes];
        for (var i = 0; i < checksums.Length; i++)
        {
            var part = bytes[(i * DictionaryFooter.HashPartBytes)..];
            checksums[i] = Crc32C.Of(part[..Math.Min(part.Length, DictionaryFooter.HashPartBytes)]);
        }

        _sink.Write(bytes);
        return checksums;
    }

    private void Reserve(int more)
    {
        if (_page.Length - _pageUsed < more)
            Array.Resize(ref _page, checked(Math.Max(_page.Length * 2, _pageUsed + more)));
    }
}
