namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// Up to 16 terms in order of their ordinals. Record: varint qualifier; for an IRI varint length shared with the IRI before it in the block, varint
/// length of the rest, rest; for a literal varint length, text.
/// </summary>
/// <remarks>Only IRIs are front-coded: the text of literals stays whole in the file, to be compared and searched where it lies.</remarks>
internal static class TermBlock
{
    internal const int Terms = 16;
}

/// <summary>Reads the records of a <see cref="TermBlock"/> one after the other.</summary>
internal ref struct TermBlockReader(ReadOnlySpan<byte> block)
{
    private readonly ReadOnlySpan<byte> _block = block;
    private int _at;
    private int _iriLength;

    /// <summary>Passes over one record, keeping what the next IRI may share with it.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    internal ReadOnlySpan<byte> Next(ref byte[] iri, out uint qualifier)
    {
        qualifier = (uint)VarInt.Read(_block, ref _at);
        if (qualifier != TermQualifiers.Iri)
            return Take((int)VarInt.Read(_block, ref _at));

        var shared = (int)VarInt.Read(_block, ref _at);
        var rest = Take((int)VarInt.Read(_block, ref _at));
        if ((uint)shared > (uint)_iriLength)
            throw new InvalidDataException("an IRI shares more than there is");

        _iriLength = shared + rest.Length;
        if (iri.Length < _iriLength)
            Array.Resize(ref iri, Math.Max(256, _iriLength * 2));
        rest.CopyTo(iri.AsSpan(shared));
        return iri.AsSpan(0, _iriLength);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_block.Length - _at))
            throw new InvalidDataException("a term ends behind its block");
        var taken = _block.Slice(_at, count);
        _at += count;
        return taken;
    }
}

/// <summary>Buffers for reading terms; one reading at a time has one, so that a receiver may read other terms.</summary>
internal sealed class TermScratch
{
    [ThreadStatic]
    private static TermScratch? _spare;

    internal byte[] File = [];
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
