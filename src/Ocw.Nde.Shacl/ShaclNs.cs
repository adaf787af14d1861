namespace Ocw.Nde.Shacl;

/// <summary>The vocabulary of the Shapes Constraint Language (https://www.w3.org/TR/shacl/).</summary>
public static class ShaclNs
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/ns/shacl#";

    /// <summary><c>sh:NodeShape</c>.</summary>
    public const string NodeShape = Namespace + "NodeShape";

    /// <summary><c>sh:PropertyShape</c>.</summary>
    public const string PropertyShape = Namespace + "PropertyShape";

    /// <summary><c>sh:Violation</c>: the default severity.</summary>
    public const string Violation = Namespace + "Violation";

    /// <summary><c>sh:Warning</c>.</summary>
    public const string Warning = Namespace + "Warning";

    /// <summary><c>sh:Info</c>.</summary>
    public const string Info = Namespace + "Info";

    /// <summary><c>sh:targetClass</c>.</summary>
    public const string TargetClass = Namespace + "targetClass";

    /// <summary><c>sh:targetNode</c>.</summary>
    public const string TargetNode = Namespace + "targetNode";

    /// <summary><c>sh:targetSubjectsOf</c>.</summary>
    public const string TargetSubjectsOf = Namespace + "targetSubjectsOf";

    /// <summary><c>sh:targetObjectsOf</c>.</summary>
    public const string TargetObjectsOf = Namespace + "targetObjectsOf";

    /// <summary><c>sh:path</c>.</summary>
    public const string Path = Namespace + "path";

    /// <summary><c>sh:inversePath</c>.</summary>
    public const string InversePath = Namespace + "inversePath";

    /// <summary><c>sh:alternativePath</c>.</summary>
    public const string AlternativePath = Namespace + "alternativePath";

    /// <summary><c>sh:zeroOrMorePath</c>.</summary>
    public const string ZeroOrMorePath = Namespace + "zeroOrMorePath";

    /// <summary><c>sh:oneOrMorePath</c>.</summary>
    public const string OneOrMorePath = Namespace + "oneOrMorePath";

    /// <summary><c>sh:zeroOrOnePath</c>.</summary>
    public const string ZeroOrOnePath = Namespace + "zeroOrOnePath";

    /// <summary><c>sh:severity</c>.</summary>
    public const string Severity = Namespace + "severity";

    /// <summary><c>sh:message</c>.</summary>
    public const string Message = Namespace + "message";

    /// <summary><c>sh:deactivated</c>.</summary>
    public const string Deactivated = Namespace + "deactivated";

    /// <summary><c>sh:name</c>.</summary>
    public const string Name = Namespace + "name";

    /// <summary><c>sh:description</c>.</summary>
    public const string Description = Namespace + "description";

    /// <summary><c>sh:property</c>.</summary>
    public const string Property = Namespace + "property";

    /// <summary><c>sh:node</c>.</summary>
    public const string Node = Namespace + "node";

    /// <summary><c>sh:sparql</c>.</summary>
    public const string Sparql = Namespace + "sparql";

    /// <summary><c>sh:qualifiedValueShape</c>.</summary>
    public const string QualifiedValueShape = Namespace + "qualifiedValueShape";

    /// <summary><c>sh:ValidationReport</c>.</summary>
    public const string ValidationReport = Namespace + "ValidationReport";

    /// <summary><c>sh:ValidationResult</c>.</summary>
    public const string ValidationResult = Namespace + "ValidationResult";

    /// <summary><c>sh:conforms</c>.</summary>
    public const string Conforms = Namespace + "conforms";

    /// <summary><c>sh:result</c>.</summary>
    public const string Result = Namespace + "result";

    /// <summary><c>sh:detail</c>.</summary>
    public const string Detail = Namespace + "detail";

    /// <summary><c>sh:focusNode</c>.</summary>
    public const string FocusNode = Namespace + "focusNode";

    /// <summary><c>sh:resultPath</c>.</summary>
    public const string ResultPath = Namespace + "resultPath";

    /// <summary><c>sh:value</c>.</summary>
    public const string Value = Namespace + "value";

    /// <summary><c>sh:sourceShape</c>.</summary>
    public const string SourceShape = Namespace + "sourceShape";

    /// <summary><c>sh:sourceConstraintComponent</c>.</summary>
    public const string SourceConstraintComponent = Namespace + "sourceConstraintComponent";

    /// <summary><c>sh:resultSeverity</c>.</summary>
    public const string ResultSeverity = Namespace + "resultSeverity";

    /// <summary><c>sh:resultMessage</c>.</summary>
    public const string ResultMessage = Namespace + "resultMessage";

    /// <summary><c>sh:prefixes</c>.</summary>
    public const string Prefixes = Namespace + "prefixes";

    /// <summary><c>sh:declare</c>.</summary>
    public const string Declare = Namespace + "declare";

    /// <summary><c>sh:prefix</c>.</summary>
    public const string Prefix = Namespace + "prefix";

    /// <summary><c>sh:namespace</c>.</summary>
    public const string NamespaceOf = Namespace + "namespace";

    /// <summary><c>sh:select</c>.</summary>
    public const string Select = Namespace + "select";

    /// <summary><c>sh:ask</c>.</summary>
    public const string Ask = Namespace + "ask";

    /// <summary><c>sh:parameter</c>.</summary>
    public const string Parameter = Namespace + "parameter";

    /// <summary><c>sh:optional</c>.</summary>
    public const string Optional = Namespace + "optional";

    /// <summary><c>sh:validator</c>.</summary>
    public const string Validator = Namespace + "validator";

    /// <summary><c>sh:nodeValidator</c>.</summary>
    public const string NodeValidator = Namespace + "nodeValidator";

    /// <summary><c>sh:propertyValidator</c>.</summary>
    public const string PropertyValidator = Namespace + "propertyValidator";

    /// <summary><c>sh:labelTemplate</c>.</summary>
    public const string LabelTemplate = Namespace + "labelTemplate";

    /// <summary><c>sh:ConstraintComponent</c>.</summary>
    public const string ConstraintComponent = Namespace + "ConstraintComponent";

    /// <summary><c>sh:entailment</c>.</summary>
    public const string Entailment = Namespace + "entailment";

    /// <summary><c>sh:sourceConstraint</c>.</summary>
    public const string SourceConstraint = Namespace + "sourceConstraint";
}
