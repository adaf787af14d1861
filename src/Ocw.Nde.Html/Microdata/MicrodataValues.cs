using System.Text.RegularExpressions;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Microdata;

/// <summary>The value of a property that is no item (Microdata to RDF §4.3).</summary>
internal sealed partial class MicrodataValues(PageIris iris, StatementSink sink)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private readonly Dictionary<PageElement, string?> _languages = [];

    /// <summary>The value; <see langword="null"/> where the attribute is absent that must have it.</summary>
    internal RdfTerm? Of(PageElement element)
    {
        if (element["content"] is { } content)
            return Text(content, element);
        switch (element.Space == PageNames.Xhtml ? element.Name : "")
        {
            case "meta":
                return Text("", element);
            case "audio" or "embed" or "iframe" or "img" or "source" or "track" or "video":
                return Address(element["src"], element);
            case "a" or "area" or "link":
                return Address(element["href"], element);
            case "object":
                return Address(element["data"], element);
            case "data" or "meter" when element["value"] is { } value:
                return Number(value) ?? Text(value, element);
            case "time":
                var time = element["datetime"] ?? sink.TextOf(element);
                return DateLiterals.Typed(time) ?? Text(time, element);
            default:
                return Text(sink.TextOf(element), element);
        }
    }

    private Iri? Address(string? value, PageElement element) => value is null ? null : iris.Resolve(value, element);

    private Literal Text(string text, PageElement element) => Language(element) is { } language ? new Literal(text, language) : new Literal(text);

    private static Literal? Number(string value) =>
        IntegerForm().IsMatch(value) ? new Literal(value, XsdNs.Integer)
        : DoubleForm().IsMatch(value) ? new Literal(value, XsdNs.Double)
        : null;

    // The language of the nearest element that gives one; kept for the elements on the way.
    private string? Language(PageElement element)
    {
        var way = new List<PageElement>();
        string? language = null;
        for (var at = element; at is not null; at = at.Parent)
        {
            if (_languages.TryGetValue(at, out language))
                break;
            way.Add(at);
            if (Languages.Own(at) is { } own)
            {
                language = Languages.IsTag(own) ? own : null;
                break;
            }
        }

        foreach (var each in way)
            _languages[each] = language;
        return language;
    }

    [GeneratedRegex("^[+-]?[0-9]+$", Options)]
    private static partial Regex IntegerForm();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$", Options)]
    private static partial Regex DoubleForm();
}
