namespace Ocw.Nde.Store.Dictionary;

/// <summary>
/// The record of a term whose text was erased, so that the ordinals behind it stay what they are: a spelled-out qualifier of a kind that no term has, then
/// the ordinal, so that each record is found by its text as any other.
/// </summary>
internal static class ErasedTerm
{
    /// <summary>The kind byte in the spelled-out qualifier.</summary>
    internal const byte Kind = (byte)'!';

    internal const int MostBytes = 2 + VarInt.MaxBytes;

    /// <summary>Writes the text of the record, which has the qualifier <see cref="TermQualifiers.Spelled"/>.</summary>
    internal static int Write(ulong ordinal, Span<byte> destination)
    {
        destination[0] = 1;
        destination[1] = Kind;
        return VarInt.Write(destination, 2, ordinal);
    }

    internal static bool Is(uint qualifier, ReadOnlySpan<byte> text) => qualifier == TermQualifiers.Spelled && text.Length >= 2 && text[0] == 1 && text[1] == Kind;
}
