using AngleSharp;
using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Text;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Building;

/// <summary>Makes the elements of a page for AngleSharp's tree builder.</summary>
internal sealed class PageFactory(PageBuild build) : IDomConstructionElementFactory<PageDocument, PageElement>
{
    public PageDocument CreateDocument(TextSource source, IBrowsingContext? context = null) => build.Begin(source);

    public IConstructableNode CreateDocumentType(PageDocument document, StringOrMemory name, StringOrMemory publicIdentifier, StringOrMemory systemIdentifier)
    {
        build.PublicIdentifier = publicIdentifier.ToString();
        return new PageComment("");
    }

    public PageElement Create(PageDocument document, StringOrMemory localName, StringOrMemory prefix = default, NodeFlags flags = NodeFlags.None) => build.Made(place =>
    {
        var name = localName.ToString();
        return new PageElement(PageNames.Xhtml, prefix.ToString(), name)
        {
            Build = build,
            Flags = flags | ElementFlags.Of(PageNames.Xhtml, name),
            Line = place.Line,
            Column = place.Column,
        };
    });

    public PageElement CreateUnknown(PageDocument document, StringOrMemory tagName) => Create(document, tagName, default, NodeFlags.None);

    public PageElement CreateNoScript(PageDocument document, bool scripting) => Create(document, "noscript", default, NodeFlags.None);

    public IConstructableMetaElement CreateMeta(PageDocument document) =>
        build.Made(place => new MetaElement { Build = build, Flags = ElementFlags.Of(PageNames.Xhtml, "meta"), Line = place.Line, Column = place.Column });

    public IConstructableScriptElement CreateScript(PageDocument document, bool parserInserted, bool started) =>
        build.Made(place => new ScriptElement { Build = build, Flags = ElementFlags.Of(PageNames.Xhtml, "script"), Line = place.Line, Column = place.Column });

    public IConstructableFrameElement CreateFrame(PageDocument document) =>
        build.Made(place => new FrameElement { Build = build, Flags = ElementFlags.Of(PageNames.Xhtml, "frame"), Line = place.Line, Column = place.Column });

    public IConstructableTemplateElement CreateTemplate(PageDocument document) =>
        build.Made(place => new TemplateElement { Build = build, Flags = ElementFlags.Of(PageNames.Xhtml, "template"), Line = place.Line, Column = place.Column });

    public IConstructableFormElement CreateForm(PageDocument document) =>
        build.Made(place => new FormElement { Build = build, Flags = ElementFlags.Of(PageNames.Xhtml, "form"), Line = place.Line, Column = place.Column });

    public IConstructableMathElement CreateMath(PageDocument document, StringOrMemory name = default) => build.Made(place =>
    {
        var text = name.ToString();
        return new MathElement(text) { Build = build, Flags = ElementFlags.Of(PageNames.MathMl, text), Line = place.Line, Column = place.Column };
    });

    public IConstructableSvgElement CreateSvg(PageDocument document, StringOrMemory name = default) => build.Made(place =>
    {
        var text = name.ToString();
        return new SvgElement(text) { Build = build, Flags = ElementFlags.Of(PageNames.Svg, text), Line = place.Line, Column = place.Column };
    });
}
