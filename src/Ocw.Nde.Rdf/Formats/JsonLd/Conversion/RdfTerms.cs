using System.Globalization;
using System.Text;
using Ocw.Nde.Rdf.Formats.JsonLd.Contexts;
using Ocw.Nde.Rdf.Formats.Reading;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Conversion;

/// <summary>IRIs and blank nodes of expanded documents as bytes on a stack; those that RDF does not allow become no term at all, and are reported.</summary>
internal sealed class RdfTerms(RdfReaderOptions options)
{
    private const int MaxKept = 4096;

    private readonly ByteBuffer _scratch = new();
    private readonly BlankLabels _labels = new(options);
    private readonly Notices _notices = new(options);
    private readonly Dictionary<string, byte[]> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _oddLabels = new(StringComparer.Ordinal);

    internal ByteBuffer Stack { get; } = new();

    /// <summary>Where in the document the node begins that is being written, for notices.</summary>
    internal TextPosition Position { get; set; } = TextPosition.Start;

    internal TermSpan Term(TermSlot slot) => slot.Kind switch
    {
        TermKind.Iri => TermSpan.Iri(Stack.Slice(slot.Start, slot.Length)),
        TermKind.BlankNode => TermSpan.BlankNode(Stack.Slice(slot.Start, slot.Length)),
        _ => TermSpan.None,
    };

    /// <summary>An IRI or blank node; of kind None where RDF does not allow it.</summary>
    internal TermSlot Push(string id)
    {
        if (JsonLdIris.IsBlank(id))
            return PushBlank(id);
        var start = Stack.Length;
        Stack.Append(id);
        return Accept(start) ? new(TermKind.Iri, start, Stack.Length - start) : Dropped(start);
    }

    internal TermSlot PushMade()
    {
        var start = Stack.Length;
        _labels.AppendMade(_labels.Next(), Stack);
        return new(TermKind.BlankNode, start, Stack.Length - start);
    }

    /// <summary>A property, type or datatype: they are few and come often, so each is looked at once. Empty where RDF does not allow it.</summary>
    internal ReadOnlySpan<byte> Name(string iri)
    {
        if (_known.TryGetValue(iri, out var bytes))
            return bytes;
        var start = Stack.Length;
        Stack.Append(iri);
        bytes = Accept(start) ? Stack.From(start).ToArray() : [];
        Stack.Length = start;
        if (_known.Count < MaxKept)
            _known.Add(iri, bytes);
        return bytes;
    }

    /// <summary>A language tag; false where it is none.</summary>
    internal bool TryLanguage(string tag, out ReadOnlySpan<byte> bytes)
    {
        var raw = Encoding.UTF8.GetBytes(tag);
        bytes = raw;
        if (LanguageTags.IsTag(raw))
            return true;
        if (options.Lenient && LanguageTags.IsTag(Encoding.UTF8.GetBytes(tag.Replace('_', '-'))))
        {
            _notices.Report(RdfNoticeKind.LanguageTagRepaired, LanguageTags.RepairMessage(raw), Position);
            bytes = Encoding.UTF8.GetBytes(tag.Replace('_', '-'));
            return true;
        }

        _notices.Report(RdfNoticeKind.LanguageTagDropped, $"\"{Words.Short(tag)}\" is no language tag; the text that has it was left out", Position);
        return false;
    }

    private TermSlot PushBlank(string id)
    {
        var start = Stack.Length;
        if (IsLabel(id.AsSpan(2)))
        {
            _labels.AppendWritten(Encoding.UTF8.GetBytes(id, 2, id.Length - 2), Stack);
        }
        else
        {
            // JSON-LD lets any text be a label, N-Quads does not.
            if (!_oddLabels.TryGetValue(id, out var number))
                _oddLabels.Add(id, number = _labels.Next());
            _labels.AppendMade(number, Stack);
        }

        return new(TermKind.BlankNode, start, Stack.Length - start);
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label[0] == '-')
            return false;
        foreach (var c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }

        return true;
    }

    // What stands from start on, if it is an IRI; repaired where the options allow it.
    private bool Accept(int start)
    {
        _scratch.Length = 0;
        var raw = Stack.From(start);
        if (!IriResolver.IsAbsolute(raw))
        {
            _notices.Report(RdfNoticeKind.IriDropped, $"the relative IRI <{Words.Short(Encoding.UTF8.GetString(raw))}> was left out, since there is no base", Position);
            return false;
        }

        // The grammars of RDF let a second '#' through, RFC 3987 does not.
        if (raw.Count((byte)'#') > 1)
        {
            _notices.Report(RdfNoticeKind.IriDropped, $"<{Words.Short(Encoding.UTF8.GetString(raw))}> was left out, since it has two '#'", Position);
            return false;
        }

        var fault = IriRefs.Decode(raw, escapes: false, options.Lenient, _scratch, out var iri, out var doubts);
        if (fault.IsFault)
        {
            _notices.Report(RdfNoticeKind.IriDropped, $"<{Words.Short(Encoding.UTF8.GetString(raw))}> was left out: expected {fault.Expected}, found {fault.Found}", Position);
            return false;
        }

        if (doubts != IriDoubts.None)
            _notices.Report(doubts, iri, Position);
        if (doubts.HasFlag(IriDoubts.Repaired))
        {
            var repaired = iri.ToArray();
            Stack.Length = start;
            Stack.Append(repaired);
        }

        if (Stack.Length - start > options.MaxIriBytes)
        {
            throw new JsonLdException(
                JsonLdErrors.CeilingReached, string.Create(CultureInfo.InvariantCulture, $"an IRI of at most {options.MaxIriBytes} bytes"), string.Create(CultureInfo.InvariantCulture, $"one of {Stack.Length - start}"));
        }

        return true;
    }

    private TermSlot Dropped(int start)
    {
        Stack.Length = start;
        return default;
    }
}
