using AngleSharp.Html.Construction;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Building;

// The kinds of element that the tree builder tells apart by their type.

/// <summary>A script; it never runs.</summary>
internal sealed class ScriptElement() : PageElement(PageNames.Xhtml, "", "script"), IConstructableScriptElement
{
    Task IConstructableScriptElement.RunAsync(CancellationToken cancel) => Task.CompletedTask;

    bool IConstructableScriptElement.Prepare(IConstructableDocument document) => false;
}

/// <summary>A meta element; the encoding has been found before the parse, so it changes nothing.</summary>
internal sealed class MetaElement() : PageElement(PageNames.Xhtml, "", "meta"), IConstructableMetaElement
{
    void IConstructableMetaElement.Handle()
    {
    }
}

/// <summary>A template: what is inside is no part of the page (HTML §4.12.3).</summary>
internal sealed class TemplateElement() : PageElement(PageNames.Xhtml, "", "template"), IConstructableTemplateElement
{
    void IConstructableTemplateElement.PopulateFragment() => ((IConstructableNodeList)this).Clear();
}

internal sealed class FormElement() : PageElement(PageNames.Xhtml, "", "form"), IConstructableFormElement;

internal sealed class FrameElement() : PageElement(PageNames.Xhtml, "", "frame"), IConstructableFrameElement;

internal sealed class SvgElement(string name) : PageElement(PageNames.Svg, "", name), IConstructableSvgElement;

internal sealed class MathElement(string name) : PageElement(PageNames.MathMl, "", name), IConstructableMathElement;
