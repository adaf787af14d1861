using System.Globalization;
using System.Text.Unicode;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>Reads N-Triples and N-Quads (RDF 1.1 N-Triples §7, N-Quads §4): one statement a line, so a bad line can be skipped.</summary>
internal sealed class LineReader(RdfReaderOptions options, bool quads) : RdfReader
{
    private const int LinesBetweenCancellationChecks = 4096;

    /// <inheritdoc/>
    public override void Read(Stream input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, options.MaxTokenBytes, validate: false, cancellation);
        Read(window, sink, cancellation);
    }

    /// <inheritdoc/>
    public override void Read(ReadOnlyMemory<byte> input, IQuadSink sink, CancellationToken cancellation = default)
    {
        using var window = new ByteWindow(input, validate: false, cancellation);
        Read(window, sink, cancellation);
    }

    // [1] ntriplesDoc ::= triple? (EOL triple)* EOL?
    private void Read(ByteWindow window, IQuadSink sink, CancellationToken cancellation)
    {
        var context = new LineContext(options);
        window.SkipByteOrderMark();

        for (var count = 1; TryFindLine(window, context, out var length); count++)
        {
            context.Offset = window.Offset;
            if (length >= 0)
                ReadLine(window.Rest[..length], sink, context);
            else
                length = SkipTooLong(window, context);

            ConsumeEnd(window, length);
            context.Line++;
            if (count % LinesBetweenCancellationChecks == 0)
                cancellation.ThrowIfCancellationRequested();
        }
    }

    // The length of the line at the window's position; -1 when it is longer than the ceiling.
    private static bool TryFindLine(ByteWindow window, LineContext context, out int length)
    {
        for (var searched = 0; ;)
        {
            var at = window.Rest[searched..].IndexOfAny((byte)'\n', (byte)'\r');
            if (at >= 0)
            {
                length = searched + at;
                return length <= context.Options.MaxTokenBytes || (length = -1) < 0;
            }

            searched = window.Rest.Length;
            if (window.More())
                continue;
            length = window.IsFull || searched > context.Options.MaxTokenBytes ? -1 : searched;
            return searched > 0;
        }
    }

    private static int SkipTooLong(ByteWindow window, LineContext context)
    {
        var ceiling = string.Create(CultureInfo.InvariantCulture, $"a line of at most {context.Options.MaxTokenBytes} bytes");
        Report(new(ceiling, "a longer one", context.Line, 1, context.Options.SourceName), context);
        while (true)
        {
            var at = window.Rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (at >= 0)
                return at;
            window.Position = window.End;
            if (!window.More())
                return 0;
        }
    }

    private static void ConsumeEnd(ByteWindow window, int length)
    {
        window.Position += length;
        var end = window.Peek();
        if (end < 0)
            return;
        window.Position++;
        if (end == '\r' && window.Peek() == '\n')
            window.Position++;
    }

    private void ReadLine(ReadOnlySpan<byte> line, IQuadSink sink, LineContext context)
    {
        if (options.OnBadLine is null)
        {
            ReadStatement(line, sink, context);
            return;
        }

        try
        {
            ReadStatement(line, sink, context);
        }
        catch (RdfSyntaxException fault)
        {
            Report(fault, context);
        }
    }

    private static void Report(RdfSyntaxException fault, LineContext context)
    {
        if (context.Options.OnBadLine is not { } onBadLine)
            throw fault;
        onBadLine(fault);
    }

    // N-Triples [2] triple ::= subject predicate object '.'
    // N-Quads [2] statement ::= subject predicate object graphLabel? '.'
    private void ReadStatement(ReadOnlySpan<byte> line, IQuadSink sink, LineContext context)
    {
        if (!Utf8.IsValid(line))
            throw InvalidUtf8(line, context);

        context.Scratch.Length = 0;
        context.Depth = 0;
        var scanner = new StatementScanner(line, context);
        scanner.SkipSpace();
        if (scanner.AtEnd)
            return;
        if (scanner.AtVersion)
        {
            scanner.Version();
            return;
        }

        var subject = scanner.Subject();
        scanner.SkipSpace();
        var predicate = scanner.Predicate();
        scanner.SkipSpace();
        var @object = scanner.Object();
        scanner.SkipSpace();
        var graph = quads ? scanner.GraphLabel() : TermSpan.None;
        scanner.SkipSpace();
        scanner.End();
        sink.Quad(subject, predicate, @object, graph);
    }

    private static RdfSyntaxException InvalidUtf8(ReadOnlySpan<byte> line, LineContext context)
    {
        var at = Utf8Text.ValidLength(line);
        return context.Fault(line, at, InvalidText.Expected, InvalidText.Describe(line, at, context.Offset));
    }
}
