using AngleSharp.Dom;
using AngleSharp.Html.Construction;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using Ocw.Nde.Html.Pages;

namespace Ocw.Nde.Html.Building;

/// <summary>The document node of a page that is being built.</summary>
internal sealed class PageDocument(TextSource source) : PageElement("", "", "#document"), IConstructableDocument
{
    TextSource IConstructableDocument.Source => source;

    IDisposable? IConstructableDocument.Builder { get; set; }

    QuirksMode IConstructableDocument.QuirksMode { get; set; }

    IConstructableElement? IConstructableDocument.Head => Root?.Children.OfType<PageElement>().FirstOrDefault(e => e.Is("head"));

    IConstructableElement IConstructableDocument.DocumentElement => Root!;

    bool IConstructableDocument.IsLoading => false;

    internal PageElement? Root => Children.OfType<PageElement>().FirstOrDefault();

    void IConstructableDocument.AddComment(ref StructHtmlToken token) => Add(new PageComment(token.Data.ToString()));

    void IConstructableDocument.PerformMicrotaskCheckpoint()
    {
    }

    void IConstructableDocument.ProvideStableState()
    {
    }

    void IConstructableDocument.TrackError(Exception exception)
    {
    }

    Task IConstructableDocument.WaitForReadyAsync(CancellationToken cancelToken) => Task.CompletedTask;

    Task IConstructableDocument.FinishLoadingAsync() => Task.CompletedTask;

    void IConstructableDocument.ApplyManifest()
    {
    }

    void IConstructableDocument.Clear() => ((IConstructableNodeList)this).Clear();
}
