using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Iris;

/// <summary>Removes <c>.</c> and <c>..</c> from a path (RFC 3986 §5.2.4).</summary>
internal static class DotSegments
{
    /// <summary>Appends <paramref name="path"/> to <paramref name="target"/> without its dot segments.</summary>
    internal static void AppendWithout(ReadOnlySpan<byte> path, ByteBuffer target)
    {
        var start = target.Length;
        while (!path.IsEmpty)
        {
            // A. a leading "../" or "./" is dropped
            if (path.StartsWith("../"u8))
                path = path[3..];
            else if (path.StartsWith("./"u8))
                path = path[2..];
            // B. "/./" or "/." becomes "/"
            else if (path.StartsWith("/./"u8))
                path = path[2..];
            else if (path.SequenceEqual("/."u8))
                path = "/"u8;
            // C. "/../" or "/.." becomes "/" and takes the last segment of the output away
            else if (path.StartsWith("/../"u8))
            {
                path = path[3..];
                DropLastSegment(target, start);
            }
            else if (path.SequenceEqual("/.."u8))
            {
                path = "/"u8;
                DropLastSegment(target, start);
            }
            // D. a path that is only "." or ".." vanishes
            else if (path.SequenceEqual("."u8) || path.SequenceEqual(".."u8))
                path = default;
            // E. the first segment moves to the output
            else
            {
                var next = path[1..].IndexOf((byte)'/');
                var length = next < 0 ? path.Length : next + 1;
                target.Append(path[..length]);
                path = path[length..];
            }
        }
    }

    private static void DropLastSegment(ByteBuffer target, int start)
    {
        var slash = target.From(start).LastIndexOf((byte)'/');
        target.Length = slash < 0 ? start : start + slash;
    }
}
