using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Ocw.Nde.Mapping.Rml.Xml;

/// <summary>An XPath of names only, from the root (<c>/a/b</c>) or from anywhere (<c>//a/b</c>), that can be followed while reading.</summary>
internal sealed partial class PlainPath
{
    private readonly (string? Namespace, string Name)[] _steps;

    private PlainPath((string?, string)[] steps, bool isAnywhere)
    {
        _steps = steps;
        IsAnywhere = isAnywhere;
    }

    /// <summary>Whether the path begins anywhere in the document.</summary>
    public bool IsAnywhere { get; }

    /// <summary>Reads a path; <see langword="null"/> for another kind of XPath.</summary>
    public static PlainPath? Parse(string path, IXmlNamespaceResolver namespaces)
    {
        path = path.Trim();
        if (!Plain().IsMatch(path))
            return null;
        var isAnywhere = path.StartsWith("//", StringComparison.Ordinal);
        var steps = path.TrimStart('/').Split('/').Select(step => step.Split(':') switch
        {
            [var name] => ((string?)"", name),
            [var prefix, var name] => (namespaces.LookupNamespace(prefix), name),
            _ => (null, ""),
        }).ToArray();
        return steps.Any(s => s.Item1 is null) ? null : new PlainPath(steps, isAnywhere);
    }

    /// <summary>Whether an element below these ancestors is a record.</summary>
    public bool Matches(List<XElement> ancestors, string @namespace, string name)
    {
        if (!(IsAnywhere ? ancestors.Count >= _steps.Length - 1 : ancestors.Count == _steps.Length - 1) || !Fits(_steps[^1], @namespace, name))
            return false;
        for (var i = 2; i <= _steps.Length; i++)
        {
            if (!Fits(_steps[^i], ancestors[^(i - 1)].Name.NamespaceName, ancestors[^(i - 1)].Name.LocalName))
                return false;
        }

        return true;
    }

    /// <summary>Whether an element of a tree is a record.</summary>
    public bool Matches(XElement element)
    {
        var at = element;
        for (var i = 1; i <= _steps.Length; i++, at = at.Parent)
        {
            if (at is null || !Fits(_steps[^i], at.Name.NamespaceName, at.Name.LocalName))
                return false;
        }

        return true;
    }

    /// <summary>Whether there can be records below an element.</summary>
    public bool MayContain(List<XElement> ancestors, string @namespace, string name) =>
        IsAnywhere || (ancestors.Count < _steps.Length - 1 && Fits(_steps[ancestors.Count], @namespace, name));

    private static bool Fits((string? Namespace, string Name) step, string @namespace, string name) =>
        step.Name == "*" ? step.Namespace is "" || step.Namespace == @namespace : step.Name == name && step.Namespace == @namespace;

    [GeneratedRegex(@"^//?([\w.-]+:)?([\w.-]+|\*)(/([\w.-]+:)?([\w.-]+|\*))*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();
}
