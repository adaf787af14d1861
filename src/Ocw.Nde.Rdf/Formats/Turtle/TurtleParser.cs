using System.Text;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.Turtle;

/// <summary>
/// The grammar of Turtle and TriG as recursive descent over a <see cref="ByteWindow"/>, one partial file per group of productions.
/// </summary>
/// <remarks>
/// Terms that are still needed stand on a stack of bytes; a production leaves it as high as it found it, so memory is bounded by the
/// nesting, and every quad goes to the sink as soon as its object is read.
/// </remarks>
internal sealed partial class TurtleParser
{
    private const int StatementsBetweenCancellationChecks = 4096;

    private readonly ByteWindow _window;
    private readonly IQuadSink _sink;
    private readonly RdfReaderOptions _options;
    private readonly bool _graphs;
    private readonly CancellationToken _cancellation;
    private readonly ByteBuffer _terms = new();
    private readonly ByteBuffer _scratch = new();
    private readonly PrefixTable _prefixes = new();
    private readonly BlankLabels _labels;
    private readonly Notices _notices;
    private byte[] _base;
    private TermSlot _graph;
    private int _depth;

    internal TurtleParser(ByteWindow window, IQuadSink sink, RdfReaderOptions options, bool graphs, CancellationToken cancellation)
    {
        _window = window;
        _sink = sink;
        _options = options;
        _graphs = graphs;
        _cancellation = cancellation;
        _labels = new(options);
        _notices = new(options);
        _base = BaseIri.Of(options);
    }

    // [1] turtleDoc ::= statement*     TriG [1g] trigDoc ::= (directive | block)*
    internal void ReadDocument()
    {
        _window.SkipByteOrderMark();
        // Gzip, zip and UTF-16 are named for what they are, not for their first odd character.
        if (_window.EndsInInvalidUtf8 && _window.Rest.Length <= 1)
            throw Fault(0, InvalidText.Expected, Found.EndOfInput);
        for (var count = 1; SkipSpace() >= 0; count++)
        {
            Statement();
            if (count % StatementsBetweenCancellationChecks == 0)
                _cancellation.ThrowIfCancellationRequested();
        }

        if (_window.EndsInInvalidUtf8)
            throw Fault(_window.Rest.Length, InvalidText.Expected, Found.EndOfInput);
    }

    // [2] statement ::= directive | triples '.'
    private void Statement()
    {
        if (_window.Peek() == '@')
        {
            AtDirective();
            return;
        }

        var keyword = KeywordLength();
        if (keyword > 0 && KeywordIs(keyword, "prefix"u8))
        {
            _window.Position += keyword;
            PrefixDeclaration();
        }
        else if (keyword > 0 && KeywordIs(keyword, "base"u8))
        {
            _window.Position += keyword;
            BaseDeclaration();
        }
        else if (keyword > 0 && Is12 && KeywordIs(keyword, "version"u8))
        {
            _window.Position += keyword;
            VersionDeclaration();
        }
        else if (_graphs)
        {
            Block(keyword);
        }
        else
        {
            Triples();
            Dot();
        }

        _terms.Length = 0;
    }

    private void Dot()
    {
        if (SkipSpace() != '.')
            throw Unexpected("'.' at the end of the statement, or ';' or ',' and more");
        _window.Position++;
    }

    /// <summary>Passes over white space and comments; the next byte, or -1 at the end of the input.</summary>
    private int SkipSpace()
    {
        while (true)
        {
            var bytes = _window.Bytes;
            var end = _window.End;
            for (var at = _window.Position; at < end; at++)
            {
                var b = bytes[at];
                if (b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
                    continue;
                _window.Position = at;
                if (b != (byte)'#')
                    return b;
                SkipComment();
                at = _window.Position - 1;
                bytes = _window.Bytes;
                end = _window.End;
            }

            _window.Position = end;
            if (!_window.More())
                return -1;
        }
    }

    private void SkipComment()
    {
        while (true)
        {
            var at = _window.Rest.IndexOfAny((byte)'\n', (byte)'\r');
            _window.Position = at < 0 ? _window.End : _window.Position + at;
            if (at >= 0 || !_window.More())
                return;
        }
    }

    private void Emit(TermSlot subject, TermSlot predicate, in TermSpan @object)
    {
        if (_holding != Holding.None && Hold(@object))
            return;
        _sink.Quad(Term(subject), Term(predicate), @object, Term(_graph));
    }

    private TermSpan Term(TermSlot slot) => slot.Kind switch
    {
        TermKind.Iri => TermSpan.Iri(_terms.Slice(slot.Start, slot.Length)),
        TermKind.BlankNode => TermSpan.BlankNode(_terms.Slice(slot.Start, slot.Length)),
        _ => TermSpan.None,
    };

    private void Enter()
    {
        if (++_depth > _options.MaxDepth)
            throw Fault(0, $"at most {_options.MaxDepth} nested brackets", "one more");
    }

    private void Leave() => _depth--;

    private RdfSyntaxException Unexpected(string expected) => Fault(0, expected, FoundAt(0));

    // Reads a little further first, so that what is shown does not depend on where the last block ended.
    private string FoundAt(int offset)
    {
        _window.Ensure(offset + 100);
        return offset <= _window.Rest.Length ? Rdf12Syntax.Found(_window.Rest, offset, _options.Version) : Found.EndOfInput;
    }

    private RdfSyntaxException Fault(int offset, TokenFault fault) => Fault(offset + fault.Index, fault.Expected!, fault.Found!);

    // The true cause comes first: bytes that are not UTF-8, or a token beyond the ceiling, look like an early end to the grammar.
    private RdfSyntaxException Fault(int offset, string expected, string found)
    {
        var available = _window.Rest.Length;
        var atEnd = ReferenceEquals(found, Found.EndOfInput);
        if (atEnd && _window.EndsInInvalidUtf8)
            (offset, expected, found) = (available, InvalidText.Expected, _window.DescribeInvalid());
        else if (atEnd && _window.IsFull)
            (offset, expected, found) = (0, $"a name or literal of at most {_options.MaxTokenBytes} bytes", "a longer one");
        var at = _window.Locate(Math.Min(offset, available));
        return new(expected, found, at.Line, at.Column, _options.SourceName);
    }

    private void Report(IriDoubts doubts, ReadOnlySpan<byte> iri)
    {
        if (doubts != IriDoubts.None && _notices.AreHeard)
            _notices.Report(doubts, iri, _window.Locate(0));
    }

    private static string Quote(ReadOnlySpan<byte> text) => $"'{Encoding.UTF8.GetString(text)}'";
}
