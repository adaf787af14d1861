namespace Ocw.Nde.Sparql.Algebra;

/// <summary>Measures trees without recursion, so that what walks them afterwards may be recursive.</summary>
internal static class TreeHeight
{
    /// <summary>Whether no leaf lies more than <paramref name="maximum"/> levels below the root.</summary>
    internal static bool Of(object root, int maximum)
    {
        var open = new Stack<(object Node, int Level)>();
        open.Push((root, 1));
        while (open.TryPop(out var entry))
        {
            if (entry.Level > maximum)
                return false;
            Push(open, entry.Node, entry.Level + 1);
        }

        return true;
    }

    private static void Push(Stack<(object Node, int Level)> open, object node, int level)
    {
        switch (node)
        {
            case AlgebraNode pattern:
                foreach (var child in pattern.Inputs())
                    open.Push((child, level));
                foreach (var expression in pattern.Expressions())
                    open.Push((expression, level));
                if (pattern is PathPattern { Path: var path })
                    open.Push((path, level));
                break;
            case Expression expression:
                foreach (var operand in expression.Operands())
                    open.Push((operand, level));
                if (expression is ExistsExpression { Pattern: var exists })
                    open.Push((exists, level));
                break;
            case PropertyPath propertyPath:
                foreach (var part in propertyPath.Parts())
                    open.Push((part, level));
                break;
        }
    }
}
