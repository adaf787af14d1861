using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Tests.Properties;

public class MemoryTests
{
    private const int Slack = 200 << 10;

    [Theory]
    [InlineData("N-Triples", "<http://e/{n}> <x:p> \"waarde {n} \\u00e9\"@nl .\n")]
    [InlineData("N-Quads", "_:b{n} <x:p> \"{n}\"^^<x:d> <x:g> .\n")]
    [InlineData("Turtle", "@prefix a: <x:> . a:s{n} a:p [ a:q ( {n} 'x' ) ] , <http://e/{n}> .\n")]
    [InlineData("TriG", "<x:g{n}> { <x:s> a <x:T{n}> ; <x:p> '''lang\nverhaal {n}''' . }\n")]
    public void Reading_takes_no_more_memory_for_a_document_twenty_times_as_long(string name, string statement)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);
        Allocated(() => Read(format, statement, 1000));

        var small = Allocated(() => Read(format, statement, 2_000));
        var large = Allocated(() => Read(format, statement, 40_000));

        Assert.InRange(large - small, -Slack, Slack);
    }

    [Theory]
    [InlineData("N-Quads")]
    [InlineData("Turtle")]
    [InlineData("TriG")]
    public void Writing_takes_no_more_memory_for_a_document_twenty_times_as_long(string name)
    {
        var format = RdfFormats.All.Single(f => f.Name == name);
        Allocated(() => Write(format, 1000));

        var small = Allocated(() => Write(format, 2_000));
        var large = Allocated(() => Write(format, 40_000));

        Assert.InRange(large - small, -Slack, Slack);
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Read(RdfFormat format, string statement, int count)
    {
        var sink = new Counter();
        RdfFormats.Parse(new Repeated(statement, count), format, sink);
        Assert.True(sink.Count >= count);
    }

    private static void Write(RdfFormat format, int count)
    {
        var writer = RdfFormats.CreateWriter(format, Stream.Null, new() { DropGraphNames = true });
        Span<byte> subject = stackalloc byte[32];
        for (var i = 0; i < count; i++)
        {
            System.Buffers.Text.Utf8Formatter.TryFormat(i / 3, subject, out var length);
            writer.Quad(TermSpan.BlankNode(subject[..length]), TermSpan.Iri("x:p"u8), TermSpan.LangString(subject[..length], "nl"u8), TermSpan.Iri(i % 5 == 0 ? "x:g"u8 : "x:h"u8));
        }

        writer.Complete();
    }

    private sealed class Counter : IQuadSink
    {
        public int Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => Count++;
    }

    /// <summary>A statement many times over, with its number where it says <c>{n}</c>, made without allocating.</summary>
    private sealed class Repeated(string statement, int count) : MemoryStream
    {
        private readonly byte[][] _parts = [.. statement.Split("{n}").Select(Encoding.UTF8.GetBytes)];
        private readonly byte[] _line = new byte[256];
        private int _next;
        private int _at;
        private int _length;

        public override int Read(byte[] buffer, int offset, int length)
        {
            if (_at == _length && !TryNext())
                return 0;
            var given = Math.Min(length, _length - _at);
            _line.AsSpan(_at, given).CopyTo(buffer.AsSpan(offset));
            _at += given;
            return given;
        }

        private bool TryNext()
        {
            if (_next == count)
                return false;
            _at = _length = 0;
            for (var i = 0; i < _parts.Length; i++)
            {
                if (i > 0)
                    _length += Number(_line.AsSpan(_length));
                _parts[i].CopyTo(_line, _length);
                _length += _parts[i].Length;
            }

            _next++;
            return true;
        }

        private int Number(Span<byte> target)
        {
            System.Buffers.Text.Utf8Formatter.TryFormat(_next, target, out var written);
            return written;
        }
    }
}
