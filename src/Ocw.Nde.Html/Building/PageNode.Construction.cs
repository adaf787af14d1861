using AngleSharp.Common;
using AngleSharp.Dom;
using AngleSharp.Html.Construction;

namespace Ocw.Nde.Html.Pages;

/// <summary>What AngleSharp's tree builder needs of a text or a comment: that it can be moved. It is never asked to hold anything.</summary>
internal abstract partial class PageNode : IConstructableNode
{
    StringOrMemory IConstructableNode.NodeName => this is PageText ? "#text" : "#comment";

    NodeFlags IConstructableNode.Flags => NodeFlags.None;

    IConstructableNode? IConstructableNode.Parent
    {
        get => Parent;
        set => Parent = (PageElement?)value;
    }

    IConstructableNodeList IConstructableNode.ChildNodes => throw Leaf();

    void IConstructableNode.RemoveFromParent() => ((IConstructableNode?)Parent)?.RemoveChild(this);

    void IConstructableNode.RemoveChild(IConstructableNode childNode) => throw Leaf();

    void IConstructableNode.RemoveNode(int idx, IConstructableNode childNode) => throw Leaf();

    void IConstructableNode.InsertNode(int idx, IConstructableNode childNode) => throw Leaf();

    void IConstructableNode.AddNode(IConstructableNode node) => throw Leaf();

    void IConstructableNode.AppendText(StringOrMemory text, bool emitWhiteSpaceOnly) => throw Leaf();

    void IConstructableNode.InsertText(int idx, StringOrMemory text, bool emitWhiteSpaceOnly) => throw Leaf();

    private static InvalidOperationException Leaf() => new("A text or a comment has no children.");
}
