namespace Ocw.Nde.Rdf.Unpacking;

/// <summary>How bytes are packed.</summary>
public enum Packing
{
    /// <summary>Not packed, or in a way that is not known here.</summary>
    None,

    /// <summary>gzip (RFC 1952), any number of members.</summary>
    Gzip,

    /// <summary>bzip2, any number of streams.</summary>
    Bzip2,

    /// <summary>xz, any number of streams and blocks.</summary>
    Xz,

    /// <summary>A zip archive (APPNOTE.TXT), also Zip64.</summary>
    Zip,
}

/// <summary>Tells packings by their first bytes, and takes their endings from names.</summary>
public static class Packings
{
    /// <summary>How many bytes are needed to tell a packing.</summary>
    public const int MagicLength = 6;

    private static readonly (string Ending, Packing Packing)[] Endings =
        [(".gz", Packing.Gzip), (".gzip", Packing.Gzip), (".bz2", Packing.Bzip2), (".xz", Packing.Xz), (".zip", Packing.Zip)];

    /// <summary>How bytes that begin like this are packed.</summary>
    public static Packing Of(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Packing.Gzip
        : start.StartsWith("BZh"u8) && start.Length > 3 && start[3] is >= (byte)'1' and <= (byte)'9' ? Packing.Bzip2
        : start.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? Packing.Xz
        : start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) ? Packing.Zip
        : Packing.None;

    /// <summary>How a stream that was just opened is packed; some bytes of it are read.</summary>
    public static Packing Of(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> start = stackalloc byte[MagicLength];
        return Of(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>The packing that a name ends in (<c>dump.nt.xz</c>); <see cref="Packing.None"/> for other names. What the bytes say goes first.</summary>
    public static Packing OfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Find(Endings, e => name.EndsWith(e.Ending, StringComparison.OrdinalIgnoreCase)).Packing;
    }

    /// <summary>The name without all endings of packings: <c>dump.ttl</c> for <c>dump.ttl.xz</c>.</summary>
    public static string NameWithout(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        while (OfName(name) != Packing.None)
            name = name[..name.LastIndexOf('.')];
        return name;
    }

    /// <summary>Unpacks a stream; it is disposed together with what comes out.</summary>
    /// <exception cref="ArgumentException">A zip archive is no stream: <see cref="Unpacker"/> reads its members.</exception>
    public static Stream Open(Packing packing, Stream packed, UnpackLimits limits) => packing switch
    {
        Packing.None => packed,
        Packing.Gzip => new Gzip.GzipReadStream(packed, limits),
        Packing.Bzip2 => new Bzip2.Bzip2ReadStream(packed, limits),
        Packing.Xz => new Xz.XzReadStream(packed, limits),
        _ => throw new ArgumentException("A zip archive holds members, not one stream.", nameof(packing)),
    };
}
