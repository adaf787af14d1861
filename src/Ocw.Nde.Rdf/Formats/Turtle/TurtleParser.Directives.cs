namespace Ocw.Nde.Rdf.Formats.Turtle;

// [3] directive ::= prefixID | base | sparqlPrefix | sparqlBase
internal sealed partial class TurtleParser
{
    // [4] prefixID ::= '@prefix' PNAME_NS IRIREF '.'
    // [5] base ::= '@base' IRIREF '.'
    private void AtDirective()
    {
        if (StartsWithWord("@prefix"u8))
        {
            _window.Position += "@prefix"u8.Length;
            PrefixDeclaration();
        }
        else if (StartsWithWord("@base"u8))
        {
            _window.Position += "@base"u8.Length;
            BaseDeclaration();
        }
        else if (Is12 && StartsWithWord("@version"u8))
        {
            _window.Position += "@version"u8.Length;
            VersionDeclaration();
        }
        else
        {
            throw Unexpected("@prefix or @base (in lower case)");
        }

        if (SkipSpace() != '.')
            throw Unexpected("'.' at the end of the directive");
        _window.Position++;
        _terms.Length = 0;
    }

    // [6s] sparqlPrefix ::= "PREFIX" PNAME_NS IRIREF
    private void PrefixDeclaration()
    {
        SkipSpace();
        var length = PrefixLength();
        if (_window.Peek(length) != ':')
            throw Fault(0, "a prefix and ':'", FoundAt(0));

        var start = _terms.Length;
        _terms.Append(_window.Rest[..length]);
        _window.Position += length + 1;
        if (SkipSpace() != '<')
            throw Unexpected("the namespace (<IRI>)");
        var iri = IriRef();
        var prefix = _terms.Slice(start, length);
        var value = _terms.Slice(iri.Start, iri.Length);
        _prefixes.Set(prefix, value);
        _sink.Prefix(prefix, value);
    }

    // [5s] sparqlBase ::= "BASE" IRIREF
    private void BaseDeclaration()
    {
        if (SkipSpace() != '<')
            throw Unexpected("the base (<IRI>)");
        var iri = IriRef();
        _base = _terms.Slice(iri.Start, iri.Length).ToArray();
    }

    private bool StartsWithWord(ReadOnlySpan<byte> word) =>
        _window.Ensure(word.Length) && _window.Rest.StartsWith(word) && !char.IsAsciiLetterOrDigit((char)Math.Max(_window.Peek(word.Length), 0));

    /// <summary>The length of a bare word (PREFIX, BASE, GRAPH, a, true, false) at the window's position; 0 for anything else, prefixed names included.</summary>
    private int KeywordLength()
    {
        if (!char.IsAsciiLetter((char)Math.Max(_window.Peek(), 0)))
            return 0;
        var length = PrefixLength();
        return _window.Peek(length) == ':' ? 0 : length;
    }

    // SPARQL's keywords have no case; Turtle's own (a, true, false) are compared exactly.
    private bool KeywordIs(int length, ReadOnlySpan<byte> word) =>
        length == word.Length && System.Text.Ascii.EqualsIgnoreCase(_window.Rest[..length], word);
}
