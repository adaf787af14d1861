using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>The blocks of terms that a reader has been in lately, and where their records lie: a term beside one that was read costs next to nothing.</summary>
internal sealed class ParsedBlocks
{
    private const int Slots = 128;
    private const int MaxKept = 64;

    private static readonly ConcurrentQueue<ParsedBlocks> Kept = new();

    private readonly ParsedBlock?[] _blocks = new ParsedBlock?[Slots];

    internal static ParsedBlocks Rent() => Kept.TryDequeue(out var blocks) ? blocks : new ParsedBlocks();

    internal static void Return(ParsedBlocks blocks)
    {
        foreach (var block in blocks._blocks)
            block?.Close();
        if (Kept.Count < MaxKept)
            Kept.Enqueue(blocks);
    }

    /// <summary>The text of a term of a segment, valid until the next call.</summary>
    internal ReadOnlySpan<byte> Read(DictionarySegment segment, ulong ordinal, out uint qualifier)
    {
        var place = (long)(ordinal - segment.FirstOrdinal);
        var number = place / TermBlock.Terms;
        ref var block = ref _blocks[(int)(number % Slots)];
        block ??= new ParsedBlock();
        if (!block.Is(segment, number))
            block.Open(segment, number);
        return block.Text((int)(place % TermBlock.Terms), out qualifier);
    }
}

/// <summary>A block of terms, read as far as a term of it was asked for.</summary>
internal sealed class ParsedBlock
{
    private readonly TermScratch _scratch = new();
    private DictionarySegment? _segment;
    private long _number = -1;
    private (long Offset, int Bytes) _place;
    private Records _records;
    private IriNumbers _iris;
    private int _parsed;
    private int _irisSeen;
    private int _at;
    private int _written = -1;

    internal bool Is(DictionarySegment segment, long number) => _number == number && ReferenceEquals(_segment, segment);

    internal void Open(DictionarySegment segment, long number)
    {
        // Not half a block, should its place be damaged.
        _number = -1;
        _place = segment.PlaceOfBlock(number, _scratch);
        (_segment, _number) = (segment, number);
        _parsed = _irisSeen = _at = 0;
        _written = -1;
    }

    internal void Close()
    {
        _segment = null;
        _number = -1;
        if (_scratch.File.Length + _scratch.Iri.Length > 1 << 16)
            _scratch.File = _scratch.Iri = [];
    }

    internal ReadOnlySpan<byte> Text(int record, out uint qualifier)
    {
        var bytes = _segment!.ReadPlace(_place, _scratch);
        if (_parsed <= record)
            Parse(bytes, record);
        ref var found = ref _records[record];
        qualifier = found.Qualifier;
        if (qualifier != TermQualifiers.Iri)
            return bytes.Slice(found.Start, found.Length);
        if (_written != record)
            WriteIri(bytes, record);
        return _scratch.Iri.AsSpan(0, found.Length);
    }

    private void Parse(ReadOnlySpan<byte> bytes, int last)
    {
        try
        {
            while (_parsed <= last)
            {
                ParseNext(bytes);
                _parsed++;
            }
        }
        catch (InvalidDataException error)
        {
            throw _segment!.Damaged(_place.Offset, error);
        }
    }

    private void ParseNext(ReadOnlySpan<byte> bytes)
    {
        ref var record = ref _records[_parsed];
        record.Qualifier = (uint)VarInt.Read(bytes, ref _at);
        var back = TermBlock.BackOf(record.Qualifier);
        record.Shared = 0;
        if (back >= 0)
        {
            record.Qualifier = TermQualifiers.Iri;
            record.Shared = (int)VarInt.Read(bytes, ref _at);
            var before = _irisSeen - 1 - back;
            record.Before = before < 0 ? 0 : _iris[before];
            if ((uint)record.Shared > (before < 0 ? 0 : (uint)_records[record.Before].Length))
                throw new InvalidDataException("an IRI shares more than there is");
            _iris[_irisSeen++] = (byte)_parsed;
        }

        var rest = (int)VarInt.Read(bytes, ref _at);
        if ((uint)rest > (uint)(bytes.Length - _at))
            throw new InvalidDataException("a term ends behind its block");
        record.Start = _at;
        record.Length = record.Shared + rest;
        _at += rest;
    }

    // From its end: its own rest, then what it shares, from the one that it refers to.
    private void WriteIri(ReadOnlySpan<byte> bytes, int record)
    {
        var needed = _records[record].Length;
        if (_scratch.Iri.Length < needed)
            _scratch.Iri = new byte[Math.Max(256, needed * 2)];
        var iri = _scratch.Iri;
        for (var from = record; needed > 0; from = _records[from].Before)
        {
            ref var part = ref _records[from];
            if (needed <= part.Shared)
                continue;
            bytes.Slice(part.Start, needed - part.Shared).CopyTo(iri.AsSpan(part.Shared));
            needed = part.Shared;
        }

        _written = record;
    }

    private struct Record
    {
        internal int Start;
        internal int Length;
        internal int Shared;
        internal int Before;
        internal uint Qualifier;
    }

    [InlineArray(TermBlock.Terms)]
    private struct Records
    {
        private Record _first;
    }

    [InlineArray(TermBlock.Terms)]
    private struct IriNumbers
    {
        private byte _first;
    }
}
