import type { Technologies } from './technologies'

export const swift: Technologies = {
  'web-framework': { Vapor: 'vapor', Hummingbird: 'hummingbird', Kitura: 'Kitura', Perfect: 'Perfect-HTTPServer' },
  mobile: {
    'The Composable Architecture': 'swift-composable-architecture',
    Alamofire: 'Alamofire',
    SnapKit: 'SnapKit',
    Kingfisher: 'Kingfisher',
    SDWebImage: 'SDWebImage',
    RxSwift: 'RxSwift',
    Realm: 'realm-swift RealmSwift',
    Firebase: 'firebase-ios-sdk Firebase',
    Lottie: 'lottie-ios lottie-spm',
    Moya: 'Moya',
    SwiftyJSON: 'SwiftyJSON',
    Sparkle: 'Sparkle',
    GRDB: 'GRDB.swift',
    Nuke: 'Nuke',
  },
  orm: { Fluent: 'fluent' },
  cli: { 'Swift Argument Parser': 'swift-argument-parser' },
  networking: { SwiftNIO: 'swift-nio', gRPC: 'grpc-swift' },
  language: { SwiftSyntax: 'swift-syntax' },
  testing: { Quick: 'Quick', Nimble: 'Nimble', SnapshotTesting: 'swift-snapshot-testing' },
  lint: { SwiftLint: 'SwiftLint SwiftLintPlugins', SwiftFormat: 'SwiftFormat swift-format' },
  docs: { DocC: 'swift-docc-plugin' },
}
