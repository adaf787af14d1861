namespace Ocw.Nde.Store.Ids.Inline;

/// <summary>A simple literal of at most 7 bytes: 56 bits of text, left-aligned, then 4 bits of length. Sorts bytewise.</summary>
internal static class ShortStringForm
{
    internal const int MaxBytes = 7;

    internal static bool TryEncode(ReadOnlySpan<byte> text, out ulong payload)
    {
        payload = 0;
        if (text.Length > MaxBytes)
            return false;

        var shift = TermId.PayloadBits;
        foreach (var b in text)
            payload |= (ulong)b << (shift -= 8);
        payload |= (uint)text.Length;
        return true;
    }

    internal static int Write(ulong payload, Span<byte> destination)
    {
        var length = (int)(payload & 0xF);
        var shift = TermId.PayloadBits;
        for (var i = 0; i < length; i++)
            destination[i] = (byte)(payload >> (shift -= 8));
        return length;
    }
}

/// <summary><c>xsd:boolean</c> as <c>true</c> or <c>false</c>; <c>1</c> and <c>0</c> are other terms.</summary>
internal static class BooleanForm
{
    internal static bool TryEncode(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = lexical.SequenceEqual("true"u8) ? 1UL : 0UL;
        return payload == 1 || lexical.SequenceEqual("false"u8);
    }

    internal static int Write(ulong payload, Span<byte> destination)
    {
        var text = payload != 0 ? "true"u8 : "false"u8;
        text.CopyTo(destination);
        return text.Length;
    }
}
