namespace Ocw.Nde.Rdf.Formats.SparqlResults;

/// <summary>Reads SPARQL 1.1 Query Results JSON Format.</summary>
internal static class JsonSolutionReader
{
    private const int FirstBuffer = 16 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    internal static SparqlResults Read(ReadOnlyMemory<byte> document)
    {
        var collector = new SolutionCollector();
        new JsonSolutionParser(collector).Parse(WithoutMark(document.Span), isLast: true);
        return collector.Results;
    }

    /// <summary>Reads a stream as it comes; the buffer grows to the longest token.</summary>
    internal static async Task ReadAsync(Stream input, ISolutionSink sink, CancellationToken cancellation)
    {
        var parser = new JsonSolutionParser(sink);
        var buffer = new byte[FirstBuffer];
        var filled = 0;
        var isFirst = true;
        for (var ended = false; !ended;)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await input.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
            ended = read == 0;
            filled += read;
            if (isFirst && filled < ByteOrderMark.Length && !ended)
                continue;
            var skipped = isFirst ? filled - WithoutMark(buffer.AsSpan(0, filled)).Length : 0;
            isFirst = false;
            var used = skipped + parser.Parse(buffer.AsSpan(skipped, filled - skipped), ended);
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
}
