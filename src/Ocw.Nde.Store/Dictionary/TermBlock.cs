using System.Runtime.CompilerServices;

namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// Up to 16 terms in order of their ordinals. An IRI: code (varint) that says which of the six IRIs before it in the block it shares its beginning with,
/// the shared length (varint), the length of the rest (varint), the rest. A literal: varint qualifier, varint length, text.
/// </summary>
/// <remarks>Only IRIs are front-coded: the text of literals stays whole in the file, to be compared and searched where it lies.</remarks>
internal static class TermBlock
{
    internal const int Terms = 16;

    /// <summary>The IRIs back to which an IRI can refer: those codes below <see cref="TermQualifiers.FirstListed"/> that are no qualifier.</summary>
    internal const int Reach = 6;

    /// <summary>The code of an IRI that refers to the one so many before: 0 is the last.</summary>
    internal static uint CodeOfIri(int back) => back == 0 ? 0u : back == 1 ? 2u : (uint)back + 2;

    /// <summary>How far back an IRI refers; -1 if the code is the qualifier of a literal.</summary>
    internal static int BackOf(uint code) => code switch
    {
        TermQualifiers.Simple or TermQualifiers.Spelled or >= TermQualifiers.FirstListed => -1,
        0 => 0,
        2 => 1,
        _ => (int)code - 2,
    };
}

/// <summary>Reads the records of a <see cref="TermBlock"/> one after the other.</summary>
internal ref struct TermBlockReader(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private IriRecords _iris;
    private int _irisSeen;
    private int _at;

    /// <summary>Passes over one record.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal void Skip() => Head(out _);

    /// <summary>The text of the next record.</summary>
    /// <param name="iri">Where an IRI is put together.</param>
    /// <param name="qualifier">Its qualifier.</param>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal ReadOnlySpan<byte> Next(ref byte[] iri, out uint qualifier)
    {
        var rest = Head(out qualifier);
        return qualifier == TermQualifiers.Iri ? Iri(ref iri) : rest;
    }

    private ReadOnlySpan<byte> Head(out uint qualifier)
    {
        qualifier = (uint)VarInt.Read(_block, ref _at);
        var back = TermBlock.BackOf(qualifier);
        if (back < 0)
            return Take((int)VarInt.Read(_block, ref _at));

        qualifier = TermQualifiers.Iri;
        var shared = (int)VarInt.Read(_block, ref _at);
        var rest = Take((int)VarInt.Read(_block, ref _at));
        var before = _irisSeen - 1 - back;
        if (_irisSeen == TermBlock.Terms || (uint)shared > (before < 0 ? 0 : (uint)_iris[before].Length))
            throw new InvalidDataException("an IRI shares more than there is");
        _iris[_irisSeen++] = new IriRecord(_at - rest.Length, shared, shared + rest.Length, before);
        return rest;
    }

    /// <summary>Puts the last IRI together from its end: its own rest, then what it shares, from the one that it refers to.</summary>
    private readonly ReadOnlySpan<byte> Iri(ref byte[] iri)
    {
        var record = _iris[_irisSeen - 1];
        var length = record.Length;
        if (iri.Length < length)
            iri = new byte[Math.Max(256, length * 2)];
        for (var needed = length; needed > 0; record = _iris[record.Before])
        {
            if (needed > record.Shared)
            {
                _block.Slice(record.Rest, needed - record.Shared).CopyTo(iri.AsSpan(record.Shared));
                needed = record.Shared;
            }

            if (needed == 0)
                break;
        }

        return iri.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_block.Length - _at))
            throw new InvalidDataException("a term ends behind its block");
        var taken = _block.Slice(_at, count);
        _at += count;
        return taken;
    }

    /// <param name="Rest">Where its rest is.</param>
    /// <param name="Shared">How much it shares.</param>
    /// <param name="Length">Its whole length.</param>
    /// <param name="Before">The number of the IRI that it shares with.</param>
    private readonly record struct IriRecord(int Rest, int Shared, int Length, int Before);

    [InlineArray(TermBlock.Terms)]
    private struct IriRecords
    {
        private IriRecord _first;
    }
}

/// <summary>The last IRIs of a block that is being written.</summary>
internal sealed class LastIris
{
    private readonly byte[][] _texts = [.. Enumerable.Range(0, TermBlock.Reach).Select(_ => new byte[256])];
    private readonly int[] _lengths = new int[TermBlock.Reach];
    private int _count;

    internal void Clear() => _count = 0;

    /// <summary>Finds the IRI that shares the longest beginning with this one, and remembers this one.</summary>
    /// <returns>How far back it is, and how much is shared.</returns>
    internal (int Back, int Shared) Share(ReadOnlySpan<byte> iri)
    {
        var (best, shared) = (0, 0);
        for (var back = 0; back < Math.Min(_count, TermBlock.Reach); back++)
        {
            var at = (_count - 1 - back) % TermBlock.Reach;
            var common = iri.CommonPrefixLength(_texts[at].AsSpan(0, _lengths[at]));
            if (common > shared)
                (best, shared) = (back, common);
        }

        var place = _count++ % TermBlock.Reach;
        if (_texts[place].Length < iri.Length)
            _texts[place] = new byte[iri.Length * 2];
        iri.CopyTo(_texts[place]);
        _lengths[place] = iri.Length;
        return (best, shared);
    }
}

/// <summary>Buffers for reading terms; one reading at a time has one, so that a receiver may read other terms.</summary>
internal sealed class TermScratch
{
    [ThreadStatic]
    private static TermScratch? _spare;

    internal byte[] File = [];
    internal byte[] Line = [];
    internal byte[] Iri = [];

    internal static TermScratch Rent()
    {
        var scratch = _spare ?? new TermScratch();
        _spare = null;
        return scratch;
    }

    internal static void Return(TermScratch scratch)
    {
        // A very long term must not stay in memory for each thread.
        if (scratch.File.Length + scratch.Iri.Length <= 1 << 20)
            _spare = scratch;
    }
}
