namespace Ocw.Nde.Harvest;

/// <summary>Tells packed bytes by their first four.</summary>
internal enum PackedContent
{
    /// <summary>Not packed, or in a way that is not known here.</summary>
    None,

    /// <summary>gzip (RFC 1952).</summary>
    GZip,

    /// <summary>A zip archive.</summary>
    Zip,
}

/// <summary>The first bytes of packed formats.</summary>
internal static class PackedContentDetection
{
    extension(PackedContent)
    {
        /// <summary>How bytes that begin like this are packed.</summary>
        public static PackedContent Of(ReadOnlySpan<byte> start) =>
            start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? PackedContent.GZip
            : start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8) ? PackedContent.Zip
            : PackedContent.None;
    }
}
