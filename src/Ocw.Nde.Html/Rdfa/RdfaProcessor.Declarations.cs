using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Iris;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>Steps 2 to 4: vocabulary, prefixes and language; and <c>xml:base</c> in XML.</summary>
internal sealed partial class RdfaProcessor
{
    private RdfaContext Declared(PageElement element, RdfaContext context)
    {
        var here = context;
        if (_page.Kind == PageKind.Xml && element.Find(PageNames.Xml, "base") is { } xmlBase && _iris.Resolve(context.Base, xmlBase, element) is { } newBase)
        {
            var withoutFragment = newBase.Value.Split('#')[0];
            here = here with { Base = withoutFragment, ParentSubject = ReferenceEquals(element, _page.Root) ? new Iri(withoutFragment) : here.ParentSubject };
        }

        if (element["vocab"] is { } vocab)
            here = here with { Vocabulary = Vocabulary(vocab, here, element) };
        here = here with { Prefixes = here.Prefixes.With(OwnPrefixes(element)) };
        if (Language(element) is { } language)
            here = here with { Language = Languages.IsTag(language) ? language : null };
        return here;
    }

    // An empty vocab takes the host language's back, which has none.
    private string? Vocabulary(string value, RdfaContext context, PageElement element)
    {
        if (value.Trim().Length == 0)
            return null;
        if (_iris.Resolve(context.Base, value, element) is not { } vocabulary)
            return context.Vocabulary;
        Say(new Iri(context.Base), UsesVocabulary, vocabulary);
        return vocabulary.Value;
    }

    // xmlns:* first, then prefix, which wins.
    private Dictionary<string, string> OwnPrefixes(PageElement element)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.QualifiedName.StartsWith("xmlns:", StringComparison.OrdinalIgnoreCase))
                Declare(own, attribute.QualifiedName[6..], attribute.Value, element);
        }

        if (element["prefix"] is { } value)
        {
            // prefix ::= (NCName ':' ' '+ IRI)*
            var words = RdfaNames.Words(value).ToList();
            for (var i = 0; i + 1 < words.Count; i++)
            {
                if (words[i].EndsWith(':'))
                    Declare(own, words[i][..^1], words[++i], element);
            }
        }

        return own;
    }

    private void Declare(Dictionary<string, string> own, string prefix, string iri, PageElement element)
    {
        var name = prefix.ToLowerInvariant();
        if (name is "" or "_" or "xmlns" || iri.Length == 0)
            return;
        if (InitialContext.Prefixes.TryGetValue(name, out var initial) && initial != iri)
            _notices.Tell(RdfNoticeKind.RdfaPrefixRedefined, $"the prefix {name} is <{initial}> everywhere; here it is declared as <{iri}>", element);
        // A relative one is not resolved here, but as part of a document with an address (test 0319 of the suite).
        own[name] = IriResolver.IsAbsolute(iri) ? iri : IriResolver.Resolve(_page.Address, iri);
    }

    private string? Language(PageElement element) => _page.Kind == PageKind.Xml ? element.Find(PageNames.Xml, "lang")?.Trim() : Languages.Own(element);
}
