using Ocw.Nde.Rdf.Formats.Writing;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Rdf.Formats.JsonLd;

/// <summary>Terms as JSON-LD writes them, expanded or with <see cref="JsonLdContext"/>.</summary>
internal static class JsonLdTerms
{
    // Beyond 2^53 JSON numbers lose digits in many readers.
    private const int SafeDigits = 15;

    internal static void WriteKey(Utf8Output output, ReadOnlySpan<byte> key, bool compact)
    {
        if (compact && !key.StartsWith((byte)'@'))
            WriteVocabulary(output, key);
        else
            JsonText.WriteString(output, key);
    }

    internal static void WriteId(Utf8Output output, in TermSpan term)
    {
        if (term.Kind != TermKind.BlankNode)
        {
            JsonText.WriteString(output, term.Value);
            return;
        }

        output.Write("\"_:"u8);
        WritableLabels.Write(output, term.Value);
        output.Write((byte)'"');
    }

    internal static void WriteType(Utf8Output output, in TermSpan type, bool compact)
    {
        if (compact && type.Kind == TermKind.Iri)
            WriteVocabulary(output, type.Value);
        else
            WriteId(output, type);
    }

    internal static void WriteValue(Utf8Output output, in TermSpan term, bool compact)
    {
        if (term.Kind == TermKind.TripleTerm)
            throw new NotSupportedException("JSON-LD 1.1 holds no triple terms.");
        if (term.Kind != TermKind.Literal)
        {
            output.Write("{\"@id\":"u8);
            WriteId(output, term);
            output.Write((byte)'}');
        }
        else if (compact && IsNative(term))
        {
            output.Write(term.Value);
        }
        else if (compact && term.Language.IsEmpty && term.Datatype.IsEmpty)
        {
            JsonText.WriteString(output, term.Value);
        }
        else
        {
            WriteValueObject(output, term, compact);
        }
    }

    private static void WriteValueObject(Utf8Output output, in TermSpan term, bool compact)
    {
        output.Write("{\"@value\":"u8);
        JsonText.WriteString(output, term.Value);
        if (!term.Language.IsEmpty)
        {
            output.Write(",\"@language\":"u8);
            JsonText.WriteString(output, term.Language);
            if (term.Direction != BaseDirection.None)
                output.Write(term.Direction == BaseDirection.LeftToRight ? ",\"@direction\":\"ltr\""u8 : ",\"@direction\":\"rtl\""u8);
        }
        else if (!term.Datatype.IsEmpty)
        {
            output.Write(",\"@type\":"u8);
            WriteKey(output, term.Datatype, compact);
        }

        output.Write((byte)'}');
    }

    private static void WriteVocabulary(Utf8Output output, ReadOnlySpan<byte> iri)
    {
        if (!ContextNames.TryShorten(iri, out var prefix, out var local))
        {
            JsonText.WriteString(output, iri);
            return;
        }

        output.Write((byte)'"');
        output.Write(prefix);
        if (!prefix.IsEmpty)
            output.Write((byte)':');
        output.Write(local);
        output.Write((byte)'"');
    }

    // true, false and integers whose canonical form JSON can hold exactly: reading gives the same literal (JSON-LD 1.1 API §8.2.2).
    private static bool IsNative(in TermSpan term)
    {
        var form = term.Value;
        if (term.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#boolean"u8))
            return form.SequenceEqual("true"u8) || form.SequenceEqual("false"u8);
        if (!term.Datatype.SequenceEqual("http://www.w3.org/2001/XMLSchema#integer"u8) || form.IsEmpty)
            return false;
        var digits = form[0] == (byte)'-' ? form[1..] : form;
        return digits.Length is > 0 and <= SafeDigits
            && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (digits[0] != (byte)'0' || form.SequenceEqual("0"u8));
    }
}
