using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>Writes a dictionary segment: terms in order of their ordinals, then the hash table, then the footer.</summary>
/// <remarks>In memory it keeps the hashes of its terms (8 bytes each, and 5 while the table is made); see <see cref="DictionaryMerger.MaxTerms"/>.</remarks>
internal sealed class DictionarySegmentWriter : IDisposable
{
    private readonly long _file;
    private readonly ulong _firstOrdinal;
    private readonly FileSink _sink;
    private readonly List<TermPage> _pages = [];
    private readonly LastIris _lastIris = new();
    private readonly long[] _blockPlaces = new long[TermPage.Blocks];
    private ulong[] _hashes = new ulong[64];
    private byte[] _page = new byte[1 << 12];
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
            _lastIris.Clear();
        }

        Reserve(text.Length + (3 * VarInt.MaxBytes));
        _pageUsed = qualifier == TermQualifiers.Iri ? WriteIri(text) : WriteLiteral(qualifier, text);

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
        _sink.Align(TermHashTable.LineBytes);
        var hashOffset = _sink.Position;
        var checksums = WriteHashTable();
        new DictionaryFooter(_firstOrdinal, _count, hashOffset, [.. _pages], checksums).Write(_sink);
        _sink.FlushAndSync();
        return new DictionarySegmentInfo(_file, _firstOrdinal, _count, _sink.Position);
    }

    /// <inheritdoc/>
    public void Dispose() => _sink.Dispose();

    private int WriteLiteral(uint qualifier, ReadOnlySpan<byte> text)
    {
        var at = VarInt.Write(_page, _pageUsed, qualifier);
        at = VarInt.Write(_page, at, (uint)text.Length);
        text.CopyTo(_page.AsSpan(at));
        return at + text.Length;
    }

    private int WriteIri(ReadOnlySpan<byte> text)
    {
        var (back, shared) = _lastIris.Share(text);
        var at = VarInt.Write(_page, _pageUsed, TermBlock.CodeOfIri(back));
        at = VarInt.Write(_page, at, (uint)shared);
        at = VarInt.Write(_page, at, (uint)(text.Length - shared));
        text[shared..].CopyTo(_page.AsSpan(at));
        return at + text.Length - shared;
    }

    private void EndPage()
    {
        var blocks = (_pageTerms + TermBlock.Terms - 1) / TermBlock.Terms;
        var width = TermPage.PlaceBytesFor(_pageUsed, blocks);
        var table = new byte[blocks * width];
        Span<byte> place = stackalloc byte[8];
        for (var i = 0; i < blocks; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(place, _blockPlaces[i] + table.Length);
            place[..width].CopyTo(table.AsSpan(i * width));
        }

        var checksum = Crc32C.Append(Crc32C.Of(table), _page.AsSpan(0, _pageUsed));
        _pages.Add(new TermPage(_sink.Position, table.Length + (long)_pageUsed, checksum));
        _sink.Write(table);
        _sink.Write(_page.AsSpan(0, _pageUsed));
        _pageUsed = 0;
        _pageTerms = 0;
    }

    private uint[] WriteHashTable()
    {
        var bytes = MemoryMarshal.AsBytes(TermHashTable.Build(_hashes.AsSpan(0, _count)).AsSpan());
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
