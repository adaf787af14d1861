namespace Ocw.Nde.Harvest;

/// <summary>Tells the elements of EAD apart that make up the hierarchy: the finding aid, its lists of components, and the components.</summary>
internal static class UnitName
{
    /// <summary>The largest number of a numbered component.</summary>
    private const int Deepest = 12;

    /// <summary>Whether it is the root of a finding aid.</summary>
    public static bool IsFindingAid(ReadOnlySpan<byte> local) => local.SequenceEqual("ead"u8);

    /// <summary>Whether it is a list of components, which describes nothing itself.</summary>
    public static bool IsList(ReadOnlySpan<byte> local) => local.SequenceEqual("dsc"u8) || local.SequenceEqual("dscgrp"u8);

    /// <summary>The number of a component: 0 for <c>c</c>, 1 to 12 for <c>c01</c> to <c>c12</c>; <see langword="null"/> for anything else.</summary>
    public static int? Component(ReadOnlySpan<byte> local)
    {
        if (local.SequenceEqual("c"u8))
            return 0;
        if (local is not [(byte)'c', >= (byte)'0' and <= (byte)'9', >= (byte)'0' and <= (byte)'9'])
            return null;
        var number = ((local[1] - '0') * 10) + local[2] - '0';
        return number is >= 1 and <= Deepest ? number : null;
    }

    /// <summary>Whether a document is one finding aid, the list of components of one, or a list of finding aids.</summary>
    /// <param name="start">The first part of the document.</param>
    public static bool Starts(ReadOnlySpan<byte> start)
    {
        var tokens = new XmlTokenizer(start, isFinal: false);
        var depth = 0;
        for (var kind = tokens.Next(); kind is not (XmlTokenKind.NeedsMore or XmlTokenKind.End); kind = tokens.Next())
        {
            if (kind is not (XmlTokenKind.StartTag or XmlTokenKind.EmptyTag))
                continue;
            var local = XmlName.Local(tokens.Name);
            if (IsFindingAid(local) || (depth == 0 && IsList(local)))
                return true;
            if (depth++ > 0)
                return false;
        }

        return false;
    }
}
