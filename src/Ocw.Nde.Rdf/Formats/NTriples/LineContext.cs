using System.Globalization;
using Ocw.Nde.Rdf.Formats.Reading;

namespace Ocw.Nde.Rdf.Formats.NTriples;

/// <summary>What all lines of one document share: options, scratch memory, and the number of the line.</summary>
internal sealed class LineContext(RdfReaderOptions options)
{
    internal RdfReaderOptions Options { get; } = options;

    internal ByteBuffer Scratch { get; } = new();

    internal BlankLabels Labels { get; } = new(options);

    internal Notices Notices { get; } = new(options);

    internal string IriCeiling { get; } = string.Create(CultureInfo.InvariantCulture, $"an IRI of at most {options.MaxIriBytes} bytes");

    /// <summary>How many triple terms are open.</summary>
    internal int Depth { get; set; }

    /// <summary>How many bytes of the document stand before the line.</summary>
    internal long Offset { get; set; }

    /// <summary>The line that is being read, from 1.</summary>
    internal long Line { get; set; } = 1;

    internal TextPosition At(ReadOnlySpan<byte> line, int index) => new(Line, 1 + Utf8Text.CountCharacters(line[..index]), AfterReturn: false);

    internal RdfSyntaxException Fault(ReadOnlySpan<byte> line, int index, string expected, string found) =>
        new(expected, found, Line, At(line, index).Column, Options.SourceName);
}
