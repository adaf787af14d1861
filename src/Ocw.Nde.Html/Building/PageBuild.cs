using System.Globalization;
using AngleSharp;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Formats;

namespace Ocw.Nde.Html.Building;

/// <summary>One parse of HTML by AngleSharp's tokenizer and tree builder, within the ceilings.</summary>
/// <remarks>
/// The algorithm of HTML looks through the stack of open elements at most tags, so it takes quadratic time where elements nest without end, and it copies
/// formatting elements without end. Here an element below the deepest level is closed as soon as it is opened, elements and steps are counted, and a page
/// that goes beyond is cut off: what was read before counts.
/// </remarks>
internal sealed class PageBuild
{
    private const int TokensBetweenCancellationChecks = 256;

    // Moves and looks at children that a real page never comes near: it takes 0 to 3 per element.
    private const long StepsPerPage = 20_000_000;

    private static readonly StructHtmlToken EndTag = CaptureEndTag();

    private static readonly HashSet<string> RawText = new(StringComparer.Ordinal)
    {
        "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
    };

    private readonly HtmlRdfOptions _options;
    private readonly PageNotices _notices;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, int> _closedEarly = new(StringComparer.Ordinal);
    private readonly string _text;
    private PagePlace _place = new(1, 1, 0);
    private long _steps;
    private int _elements;
    private int _tokens;
    private PageElement? _tooDeep;
    private bool _toldDepth;
    private bool _toldAttributes;

    private PageBuild(string text, HtmlRdfOptions options, PageNotices notices, CancellationToken cancellation)
    {
        _text = text;
        _options = options;
        _notices = notices;
        _cancellation = cancellation;
    }

    internal PageDocument Document { get; private set; } = null!;

    /// <summary>The public identifier of the document type, such as <c>-//W3C//DTD XHTML+RDFa 1.0//EN</c>.</summary>
    internal string? PublicIdentifier { get; set; }

    /// <summary>Parses a page; what is beyond a ceiling is told and left out.</summary>
    internal static PageBuild Parse(string text, HtmlRdfOptions options, PageNotices notices, CancellationToken cancellation)
    {
        var build = new PageBuild(text, options, notices, cancellation);
        using var context = BrowsingContext.New(Configuration.Default.With(new PageFactory(build)));
        using var source = new TextSource(text);
        try
        {
            var parser = new HtmlParser(new HtmlParserOptions { MaximumDepth = int.MaxValue, IsScripting = false }, context);
            parser.ParseDocument<PageDocument, PageElement>(source, build.Token);
        }
        catch (PageCutException cut)
        {
            notices.Tell(RdfNoticeKind.PageCut, $"{cut.Message}: the rest of the page was not read", build._place.Line, build._place.Column);
        }

        return build;
    }

    internal PageDocument Begin(TextSource source) => Document = new PageDocument(source) { Build = this };

    internal TElement Made<TElement>(Func<PagePlace, TElement> make)
    {
        if (++_elements > _options.MaxElements)
            throw new PageCutException(string.Create(CultureInfo.InvariantCulture, $"more than {_options.MaxElements} elements, those counted that the rules of HTML copy"));
        return make(_place);
    }

    internal void CountSteps(int count)
    {
        if ((_steps += count) > StepsPerPage)
            throw new PageCutException("elements that are moved about without end");
    }

    internal PageElement Copy(PageElement original) => Made(place =>
    {
        var copy = new PageElement(original.Space, original.Prefix, original.Name) { Build = this, Flags = original.Flags, Line = original.Line, Column = original.Column };
        foreach (var attribute in original.Attributes)
            copy.Add(attribute);
        return copy;
    });

    /// <summary>How many of so many attributes an element may be given; more are told once.</summary>
    internal int AttributesAllowed(PageElement element, int count)
    {
        var allowed = _options.MaxAttributes - element.Attributes.Count;
        if (count <= allowed || _toldAttributes)
            return Math.Min(count, allowed);
        _toldAttributes = true;
        _notices.Tell(RdfNoticeKind.PageCut, string.Create(CultureInfo.InvariantCulture, $"more than {_options.MaxAttributes} attributes on <{element.Name}>: those after the first {_options.MaxAttributes} were not read"), element.Line, element.Column);
        return allowed;
    }

    internal void Added(PageElement parent, PageElement? child)
    {
        if (child is null)
            return;
        child.Depth = parent.Depth + 1;
        if (child.Depth > _options.MaxDepth)
            _tooDeep = child;
    }

    private TokenConsumptionResult Token(ref StructHtmlToken token, TokenConsumer next)
    {
        if (++_tokens % TokensBetweenCancellationChecks == 0)
            _cancellation.ThrowIfCancellationRequested();
        _place = _place.MovedTo(token.Position.Position - 1, _text);
        if (token.Type == HtmlTokenType.EndTag && _closedEarly.Count > 0 && WasClosedEarly(token.Name.ToString()))
            return TokenConsumptionResult.Continue;
        _tooDeep = null;
        next(ref token);
        if (_tooDeep is { } deep && token.Type == HtmlTokenType.StartTag && !RawText.Contains(deep.Name))
            CloseEarly(deep, next);
        return TokenConsumptionResult.Continue;
    }

    private bool WasClosedEarly(string name)
    {
        if (!_closedEarly.TryGetValue(name, out var count))
            return false;
        if (count == 1)
            _closedEarly.Remove(name);
        else
            _closedEarly[name] = count - 1;
        return true;
    }

    private void CloseEarly(PageElement element, TokenConsumer next)
    {
        if (!_toldDepth)
            _notices.Tell(RdfNoticeKind.PageCut, string.Create(CultureInfo.InvariantCulture, $"elements nest more than {_options.MaxDepth} deep: deeper ones are read as if they were empty and stood beside each other"), element.Line, element.Column);
        _toldDepth = true;
        _closedEarly[element.Name] = _closedEarly.GetValueOrDefault(element.Name) + 1;
        var end = EndTag;
        end.Name = element.Name;
        next(ref end);
    }

    // Tokens have no public constructor, so one is kept from a parse.
    private static StructHtmlToken CaptureEndTag()
    {
        var captured = default(StructHtmlToken);
        using var source = new TextSource("</x>");
        using var context = BrowsingContext.New(Configuration.Default);
        new HtmlParser(new HtmlParserOptions(), context).ParseDocument<AngleSharp.Dom.Document, AngleSharp.Dom.Element>(source, Take);
        return captured;

        TokenConsumptionResult Take(ref StructHtmlToken token, TokenConsumer next)
        {
            if (token.Type == HtmlTokenType.EndTag)
                captured = token;
            next(ref token);
            return TokenConsumptionResult.Continue;
        }
    }
}
