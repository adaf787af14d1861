namespace Ocw.Nde.Harvest;

/// <summary>Compares names of tags as bytes.</summary>
internal static class XmlName
{
    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];

    /// <summary>Whether a tag is meant by a name from the settings: with its prefix when that has one, else by local name.</summary>
    public static bool IsMeant(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> wanted) =>
        tag.SequenceEqual(wanted) || (!wanted.Contains((byte)':') && Local(tag).SequenceEqual(wanted));
}
