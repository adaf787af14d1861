using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Building;

/// <summary>How the tree builder treats the elements that HTML, SVG and MathML know: taken once from AngleSharp's own elements.</summary>
internal static class ElementFlags
{
    private const string HtmlNames =
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas caption center cite code col colgroup command " +
        "data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe " +
        "image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup " +
        "option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style sub summary sup svg " +
        "table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp";

    private const string SvgNames = "svg circle desc foreignObject path title g a script style";

    private const string MathNames = "math mi mo mn ms mtext annotation-xml semantics";

    private static readonly FrozenDictionary<(string Space, string Name), NodeFlags> Known = Read();

    internal static NodeFlags Of(string space, string name) =>
        Known.TryGetValue((space, name), out var flags) ? flags
        : space == PageNames.Xhtml ? NodeFlags.HtmlMember
        : space == PageNames.Svg ? Known[(PageNames.Svg, "g")]
        : Known[(PageNames.MathMl, "semantics")];

    private static FrozenDictionary<(string Space, string Name), NodeFlags> Read()
    {
        using var document = new HtmlParser().ParseDocument("");
        return new[] { (PageNames.Xhtml, HtmlNames), (PageNames.Svg, SvgNames), (PageNames.MathMl, MathNames) }
            .SelectMany(each => each.Item2.Split(' ').Select(name => (Space: each.Item1, Name: name)))
            .ToFrozenDictionary(key => key, key => ((IConstructableNode)document.CreateElement(key.Space, key.Name)).Flags);
    }
}
