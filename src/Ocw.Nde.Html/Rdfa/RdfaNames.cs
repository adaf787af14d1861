using System.Xml;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>What the values of RDFa's attributes name (RDFa Core 1.1 §7.4).</summary>
internal sealed class RdfaNames(PageIris iris, RdfaBlankNodes blanks, PageNotices notices, PageKind kind)
{
    /// <summary>A value of <c>about</c> or <c>resource</c>: <c>SafeCURIEorCURIEorIRI</c>; <see langword="null"/> where it is to be ignored.</summary>
    internal RdfTerm? Resource(string value, RdfaContext context, PageElement element)
    {
        var text = value.Trim();
        if (text.StartsWith('[') && text.EndsWith(']'))
        {
            // safe_curie ::= '[' curie ']'
            var curie = Curie(text[1..^1], context, out var hasPrefix);
            if (curie is null && text.Length > 2)
                notices.Tell(RdfNoticeKind.RdfaUnresolvedPrefix, hasPrefix ? $"the prefix of {text} is not declared" : $"{text} is no CURIE", element);
            return curie;
        }

        return Curie(text, context, out _) ?? iris.Resolve(context.Base, text, element);
    }

    /// <summary>A value of <c>href</c> or <c>src</c>: an IRI.</summary>
    internal Iri? Address(string value, RdfaContext context, PageElement element) => iris.Resolve(context.Base, value, element);

    /// <summary>The values of <c>property</c>, <c>rel</c>, <c>rev</c> or <c>typeof</c>: <c>TERMorCURIEorAbsIRIs</c>. Those that name nothing are left out.</summary>
    /// <param name="values">The attribute's value.</param>
    /// <param name="context">The vocabulary and the prefixes.</param>
    /// <param name="element">The element, for notices.</param>
    /// <param name="areLinks">Whether it is <c>rel</c> or <c>rev</c>, where words that RDFa does not know are no fault.</param>
    internal IEnumerable<RdfTerm> Names(string values, RdfaContext context, PageElement element, bool areLinks = false)
    {
        foreach (var value in Words(values))
        {
            if (Name(value, context, element, areLinks) is { } name)
                yield return name;
        }
    }

    /// <summary>One <c>TERMorCURIEorAbsIRI</c>, such as a <c>datatype</c>.</summary>
    internal RdfTerm? Name(string value, RdfaContext context, PageElement element, bool isLink = false)
    {
        if (IsTerm(value))
            return Term(value, context, element, isLink);
        if (Curie(value, context, out _) is { } curie)
            return curie;
        if (IriCheck.IsAbsoluteIri(value))
        {
            // A scheme that nobody knows is most often a prefix that nobody declared.
            if (!value.Contains("//", StringComparison.Ordinal) && !value.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
                notices.Tell(RdfNoticeKind.RdfaUnresolvedPrefix, $"the prefix of '{value}' is not declared: it is taken for an IRI", element);
            return new Iri(value);
        }

        if (value.Contains(':', StringComparison.Ordinal))
            notices.Tell(RdfNoticeKind.RdfaUnresolvedPrefix, $"'{value}' is neither a name with a declared prefix nor an IRI", element);
        return null;
    }

    internal static IEnumerable<string> Words(string values) => values.Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries);

    private RdfTerm? Term(string value, RdfaContext context, PageElement element, bool isLink)
    {
        if (context.Vocabulary is { } vocabulary)
            return IriCheck.IsAbsoluteIri(vocabulary + value) ? new Iri(vocabulary + value) : null;
        if ((kind == PageKind.Xhtml ? InitialContext.XhtmlTerms : InitialContext.Terms).TryGetValue(value, out var iri))
            return new Iri(iri);
        // Every page has links to style sheets and icons, and means no RDFa by them.
        if (!isLink || kind == PageKind.Xml)
            notices.Tell(RdfNoticeKind.RdfaUnresolvedTerm, $"the term '{value}' is not defined, and there is no default vocabulary", element);
        return null;
    }

    // curie ::= [ [ prefix ] ':' ] reference
    private RdfTerm? Curie(string value, RdfaContext context, out bool hasPrefix)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        hasPrefix = colon >= 0;
        if (colon < 0)
            return null;
        var (prefix, reference) = (value[..colon], value[(colon + 1)..]);
        if (prefix == "_")
            return blanks.Of(reference);
        var iri = prefix.Length == 0 ? InitialContext.XhtmlVocabulary : reference.StartsWith("//", StringComparison.Ordinal) ? null : context.Prefixes.Find(prefix);
        return iri is not null && IriCheck.IsAbsoluteIri(iri + reference) ? new Iri(iri + reference) : null;
    }

    // term ::= NCNameStartChar termChar*; termChar ::= NCNameChar | '/'
    private static bool IsTerm(string value)
    {
        if (value.Length == 0 || !XmlConvert.IsStartNCNameChar(value[0]))
            return false;
        foreach (var c in value)
        {
            if (c != '/' && !XmlConvert.IsNCNameChar(c) && !char.IsSurrogate(c))
                return false;
        }

        return true;
    }
}

/// <summary>The blank nodes of the RDFa of a page: written labels have their own, made ones never meet them.</summary>
/// <param name="prefix">What each label begins with.</param>
internal sealed class RdfaBlankNodes(string prefix)
{
    private readonly Dictionary<string, BlankNode> _written = new(StringComparer.Ordinal);
    private int _count;

    internal BlankNode Next() => new(prefix + "r" + (++_count).ToString(System.Globalization.CultureInfo.InvariantCulture));

    internal BlankNode Of(string label)
    {
        if (!_written.TryGetValue(label, out var node))
            _written.Add(label, node = Next());
        return node;
    }
}
